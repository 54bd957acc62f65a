"""The cells of the scorecard in both languages, worded from the rows and answers themselves."""

from collections.abc import Iterable

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Provider
from llmselect.reports.scorecard.answers import AnswerFigures, ScorecardAnswer
from llmselect.reports.scorecard.situations import AcceptedAnswer, Lane, ScorecardRow, SizeClass
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.settings import Workload
from llmselect.text import Voice


def situation_words(row: ScorecardRow, catalog: Catalog, say: Voice) -> str:
    """Machine, use and what is required."""
    workload, needs, usual = row.workload, row.requirements, Workload.usual(row.workload.use)
    parts = [_machine_words(row, catalog, say), say(workload.use.label)]
    if workload.context_tokens != usual.context_tokens:
        parts.append(say("scorecard.context", tokens=say.number(workload.context_tokens, 0)))
    if workload.requests_per_month != usual.requests_per_month:
        requests = say.number(workload.requests_per_month, 0)
        parts.append(say("scorecard.volume", requests=requests, users=workload.users))
    if needs.privacy_level is not None:
        parts.append(say("scorecard.privacy_from", level=needs.privacy_level))
    if needs.usd_per_month is not None:
        parts.append(say("scorecard.budget", usd=say.number(needs.usd_per_month, 0)))
    return " · ".join([*parts, say(row.lane.label)])


def priority_words(row: ScorecardRow, say: Voice) -> str:
    """The weights, or that they are the default ones."""
    if row.priorities is None:
        return say("scorecard.default_priorities")
    labels = {criterion.name: say(criterion.label) for criterion in CRITERIA}
    return ", ".join(f"{labels[name]} {weight:g}" for name, weight in row.priorities.items())


def accepted_words(accepts: AcceptedAnswer, catalog: Catalog, say: Voice) -> str:
    """Everything that an accepted answer has to be, the models first."""
    models = [_name(catalog.models.get(name), name) for name in accepts.models]
    parts = [say("scorecard.or").join([*models, *(_size_words(each, say) for each in accepts.classes)])]
    parts.append(say("scorecard.or").join(_name(catalog.providers.get(name), name) for name in accepts.providers))
    parts.append(say("scorecard.or").join(say(kind.label) for kind in accepts.placements))
    if accepts.bits is not None:
        parts.append(say("scorecard.bits", least=f"{accepts.bits[0]:g}", most=f"{accepts.bits[1]:g}"))
    if accepts.least_tokens_per_s is not None:
        parts.append(say("scorecard.speed_from", speed=say.number(accepts.least_tokens_per_s, 0)))
    if accepts.thinks is not None:
        parts.append(say("scorecard.thinks" if accepts.thinks else "scorecard.answers_at_once"))
    if accepts.most_usd_per_month is not None:
        parts.append(say("scorecard.budget", usd=say.number(accepts.most_usd_per_month, 0)))
    return _joined(parts)


def answer_words(figures: AnswerFigures | None, say: Voice) -> str:
    """Our answer: model, where it runs, how fast, and what its quality rests on."""
    if figures is None:
        return say("scorecard.no_answer")
    if figures.provider is not None:
        parts = [say("scorecard.served", model=figures.model, provider=figures.provider)]
    else:
        parts = [f"{figures.model} {figures.quantization}", say(figures.placement.label)]
    if figures.thinks:
        parts.append(say("scorecard.thinks"))
    if figures.tokens_per_s is not None:
        parts.append(say("scorecard.speed", speed=say.number(figures.tokens_per_s, 0)))
    return _joined([*parts, f"{figures.evidence.mark} {say(figures.evidence.label)}"])


def verdict_words(answer: ScorecardAnswer, say: Voice) -> str:
    """Whether it holds; else why not, and where the best accepted answer stands."""
    if answer.holds:
        return say("scorecard.holds")
    what = say("scorecard.not_holds", what=", ".join(say(each.label) for each in answer.shortfalls))
    if answer.accepted_rank is None or answer.points_behind is None:
        return _joined([what, say("scorecard.accepted_nowhere")])
    points = say.number(answer.points_behind, 1)
    if answer.accepted_tied:
        what = say("scorecard.equal", what=", ".join(say(each.label) for each in answer.shortfalls))
    return _joined([what, say("scorecard.accepted_at", rank=answer.accepted_rank, points=points)])


def _machine_words(row: ScorecardRow, catalog: Catalog, say: Voice) -> str:
    """For an offer the machine plays no part."""
    machine = row.machine
    if row.lane is Lane.API or machine.accelerator is None:
        return say("scorecard.any_machine")
    count = "" if machine.count == 1 else f"{machine.count} × "
    known = catalog.accelerators.get(machine.accelerator)
    unified = known is not None and known.unified_memory
    return say(
        "scorecard.unified" if unified else "scorecard.machine",
        count=count,
        device=machine.accelerator,
        ram=say.number(machine.host_memory_gib, 0),
    )


def _size_words(size: SizeClass, say: Voice) -> str:
    least, most = (f"{each:g}" for each in size.billions)
    publishers = say("scorecard.or").join(size.publishers)
    name = "scorecard.size_of" if size.publishers else "scorecard.size"
    words = say(name, publishers=publishers, least=least, most=most)
    if size.active_billions is None:
        return words
    least, most = (say.number(each, 0 if each == int(each) else 1) for each in size.active_billions)
    return say("scorecard.active", size=words, least=least, most=most)


def _name(known: LanguageModel | Provider | None, otherwise: str) -> str:
    """The id where a catalog of one's own does not know it."""
    return otherwise if known is None else known.name


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
