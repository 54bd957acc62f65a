"""Points of the memo on what an answer is measured by: evidence, effort, reference points, and what is unproven."""

from collections.abc import Iterator

from llmselect.catalog.efforts import Effort
from llmselect.estimates.cost.currency import RATE_DAY, rate_of
from llmselect.reports.card_facts import card_facts
from llmselect.reports.costs.money import Money
from llmselect.reports.no_command import no_command_reason
from llmselect.reports.run_commands import Command, run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Measure
from llmselect.scoring.ranking.recommend import Recommendation, default_situation
from llmselect.scoring.ranking.reference_points import Situation
from llmselect.settings import Spending
from llmselect.text import Voice

MOST_UNPROVEN = 3


def evidence_line(candidate: Candidate, say: Voice) -> str:
    """The mark that is used everywhere, its word, and the nearest thing that the quality rests on."""
    mark = f"{candidate.evidence.mark} {say(candidate.evidence.label)}"
    return say("memo.evidence", mark=mark, reason=say(candidate.evidence_reason))


def fact_lines(candidate: Candidate, money: Money, say: Voice) -> Iterator[str]:
    """The five facts of its card, in the words of every page; what they rest on in brackets."""
    for fact in card_facts(candidate, money):
        line = say("memo.card_fact", label=say(fact.label), value=say(fact.value))
        yield line if fact.detail is None else say("memo.card_fact_detail", line=line, detail=say(fact.detail))


def effort_line(candidate: Candidate, say: Voice) -> str:
    """How much it reasons, and how many tokens that is before an answer."""
    thoughts = candidate.thinking_tokens
    if candidate.effort is Effort.OFF or thoughts is None:
        return say("memo.effort", effort=say(candidate.effort.label))
    low, likely, high = (say.number(side, 0) for side in thoughts)
    return say("memo.effort_tokens", effort=say(candidate.effort.label), low=low, likely=likely, high=high)


def rate_line(spending: Spending, say: Voice) -> str:
    """What a euro is counted at, and whose rate that is."""
    own = say("costs.prices_own_rate") if spending.usd_per_eur else f"ECB, {say.day(RATE_DAY)}"
    return say("memo.rate", rate=say.number(rate_of(spending), 4), source=own)


def reference_line(recommendation: Recommendation, say: Voice) -> str:
    """By measure, where gains stop counting, and what is worth nothing."""
    situation = recommendation.assessed.situation or default_situation(recommendation.estimates)
    measures = [measure for criterion in CRITERIA for measure in criterion.measures]
    return say("memo.points", points=" · ".join(_points(measure, situation, say) for measure in measures))


def _points(measure: Measure, situation: Situation, say: Voice) -> str:
    points = measure.points(situation)
    return say(
        "memo.one_point",
        measure=say(measure.label),
        good=_figure(points.good_enough, say),
        worst=_figure(points.unacceptable, say),
        unit=say(measure.unit),
    )


def _figure(value: float, say: Voice) -> str:
    return say.number(value, 0 if value == round(value) else 2)


def unproven_lines(recommendation: Recommendation, say: Voice) -> Iterator[str]:
    """New models whose quality is only expected, with the rank that each would take."""
    for place in recommendation.unproven(MOST_UNPROVEN):
        name = place.candidate.model.name
        yield say("memo.would_rank", name=name, rank=say.number(place.rank, 0), score=say.number(place.score))


def first_command(candidate: Candidate) -> Command | None:
    """The first command, or the first call."""
    return next(iter(run_commands(candidate)), None)


def command_lines(candidate: Candidate, say: Voice) -> Iterator[str]:
    """What is said beside the command: its program and the words to replace, or why there is none."""
    command, reason = first_command(candidate), no_command_reason(candidate)
    if command is not None:
        yield say(command.label)
        if command.to_replace is not None:
            yield say(command.to_replace)
    if reason is not None:
        yield say(reason)
