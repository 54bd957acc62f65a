"""Everything known of one candidate: facts, commands, standings with their sources, other ways to run it."""

import streamlit as st

from llmselect.catalog.licences import Licence, LicenceEvidence
from llmselect.estimates.privacy import LEVELS, PrivacyLevel
from llmselect.estimates.quality import standings_of
from llmselect.reports.card_facts import card_facts
from llmselect.reports.costs.money import Money
from llmselect.reports.no_command import no_command_reason
from llmselect.reports.run_commands import run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.places import Place
from llmselect.text import Voice
from llmselect.ui.core import formatting, model_link, tables
from llmselect.ui.core.command_lines import draw_command_lines
from llmselect.ui.core.standings_table import draw_standings_table
from llmselect.ui.core.view_switch import one_of

MOST_STANDINGS = 25
VIEWS = {"run": "card.run", "facts": "card.facts", "scores": "card.scores", "others": "card.others"}


def draw_facts(place: Place, money: Money, say: Voice) -> None:
    """The five facts of every card, and the way to its page."""
    candidate = place.candidate
    facts = ((say(fact.label), formatting.escape_markdown(say(fact.value))) for fact in card_facts(candidate, money))
    st.markdown("  \n".join(f"{name} · **{value}**" for name, value in facts))
    model_link.draw_model_link(candidate.model, say)


def draw_detail(place: Place, money: Money, say: Voice) -> None:
    """One of what else there is to know: how to run it, all facts, its scores, other ways."""
    candidate = place.candidate
    name, how = formatting.name(candidate, say), formatting.runtime_label(candidate, say)
    st.subheader(f"{formatting.escape_markdown(name)} · {formatting.escape_markdown(how)}", anchor=False)
    view = one_of("choose.card", VIEWS, say)
    if view == "run":
        _commands(place, say)
    elif view == "facts":
        st.markdown(_facts(candidate, money, say))
    elif view == "scores":
        _scores(candidate, say)
    else:
        _others(place, money, say)


def _quality(candidate: Candidate, say: Voice) -> str:
    """The value with its interval, and what it rests on."""
    value = formatting.spread(candidate.quality, say("how.of_100"), say)
    return f"{value} · {formatting.evidence(candidate, say)}"


def _facts(candidate: Candidate, money: Money, say: Voice) -> str:
    """A list in bold and plain: one element, read aloud in order."""
    facts = [
        (say("mine.card"), say("mine.card_says", day=say.day(candidate.model.checked)) if candidate.own else ""),
        (say("card.where"), formatting.runtime_label(candidate, say)),
        (say("card.memory"), _memory(candidate, say)),
        (say("card.warning"), say(candidate.memory_note) if candidate.memory_note else ""),
        (say("card.speed"), _speed(candidate, say)),
        (say("card.speed_basis"), formatting.speed_basis(candidate, say)),
        (say("card.cost"), _cost(candidate, money, say)),
        (say("card.privacy"), _privacy(candidate, say)),
        (say("card.quality"), _quality(candidate, say)),
        (say("card.rests_on"), say(candidate.evidence_reason)),
        (say("card.speciality"), say(candidate.speciality_note) if candidate.speciality_note else ""),
        (say("card.file"), "" if candidate.file_checked else say("card.file_not_checked")),
        (say("card.licence"), _licence(candidate, say)),
        (say("card.context"), formatting.tokens(candidate.context_tokens, say)),
    ]
    lines = [(name, formatting.escape_markdown(fact)) for name, fact in facts if fact]
    lines.append((say("card.source"), formatting.escaped(_source(candidate, say))))
    return "\n".join(f"- **{name}**{say('card.colon')}{fact}" for name, fact in lines)


def _memory(candidate: Candidate, say: Voice) -> str:
    if candidate.memory_bytes is None:
        return ""
    if candidate.device_memory_bytes is None:
        return formatting.memory(candidate, say)
    return say(
        "card.memory_of",
        needs=formatting.memory(candidate, say),
        device=say.gib(candidate.device_bytes or 0.0),
        has=say.gib(candidate.device_memory_bytes),
    )


def _speed(candidate: Candidate, say: Voice) -> str:
    if candidate.decode_tokens_per_s is None:
        return say("card.speed_unknown")
    return say(
        "card.speeds",
        decode=formatting.spread(candidate.decode_tokens_per_s, say("how.per_s"), say),
        first=formatting.spread(candidate.ttft_s, "s", say),
        whole=formatting.spread(candidate.finish_s, "s", say),
    )


def _cost(candidate: Candidate, money: Money, say: Voice) -> str:
    thousand, month = candidate.cost_usd_per_1000_requests, candidate.cost_usd_per_month
    if thousand is None or month is None:
        return say("how.unknown")
    return say("card.costs", thousand=money.say(thousand, say), month=money.say(month, say))


def _privacy(candidate: Candidate, say: Voice) -> str:
    level = PrivacyLevel(candidate.privacy_level)
    return say("card.level", level=int(level), name=say(LEVELS[level].name), evidence=say(candidate.privacy_evidence))


def licence_of(candidate: Candidate) -> Licence | None:
    """The licence of the weights where they are public, under whatever name they are served."""
    models = candidate.assessment.catalog.models
    weights = models[candidate.model.weights]
    return candidate.assessment.catalog.licences.get(weights.licence or "")


def _licence(candidate: Candidate, say: Voice) -> str:
    licence = licence_of(candidate)
    if licence is None:
        return say("card.own_no_licence" if candidate.own else "card.no_licence")
    if licence.evidence is LicenceEvidence.UNVERIFIED:
        return say("card.licence_unverified", name=licence.name)
    return say(
        "card.verdict",
        name=licence.name,
        verdict=say(licence.commercial_use.label),
        condition=say(licence.condition),
    )


def _source(candidate: Candidate, say: Voice) -> str:
    record = candidate.offer or candidate.model
    return say("card.checked", source=record.source, day=say.day(record.checked))


def _commands(place: Place, say: Voice) -> None:
    """How to start it; where nobody published its files, how to start the best other way that has some."""
    candidate = place.candidate
    commands = run_commands(candidate)
    reason = no_command_reason(candidate)
    if reason is not None:
        st.caption(formatting.escape_markdown(say(reason)))
        others = (Candidate(candidate.assessment, row) for row in place.folded)
        other = next((o for o in others if o.offer is None and run_commands(o)), None)
        if other is not None:
            st.caption(say("card.instead", how=formatting.runtime_label(other, say)))
        commands = run_commands(other) if other else ()
    draw_command_lines(commands, say)


def _scores(candidate: Candidate, say: Voice) -> None:
    catalog = candidate.assessment.catalog
    use = candidate.assessment.workload.use
    standings = standings_of(catalog, candidate.model.id)
    if not standings:
        st.caption(say("card.no_scores"))
        return
    speaking = [standing for standing in standings if use in catalog.benchmarks[standing.benchmark].uses]
    shown = [*speaking, *(standing for standing in standings if standing not in speaking)][:MOST_STANDINGS]
    st.caption(say.count(len(speaking), "card.one_relevant", "card.many_relevant"))
    draw_standings_table(catalog, shown, "choose.scores", say)


def _others(place: Place, money: Money, say: Voice) -> None:
    assessment = place.candidate.assessment
    others = [Candidate(assessment, row) for row in place.folded[: tables.MOST_ROWS]]
    if not others:
        st.caption(say("card.no_others"))
        return
    st.caption(say.count(len(place.folded), "card.one_other", "card.many_others"))
    tables.draw_table(
        {
            say("table.how"): [formatting.runtime_label(other, say) for other in others],
            say("table.memory"): [formatting.memory(other, say) for other in others],
            say("card.speed"): [
                formatting.spread(other.decode_tokens_per_s, say("how.per_s"), say) for other in others
            ],
            say("table.cost"): [money.known(other.cost_usd_per_1000_requests, say) for other in others],
            say("table.privacy"): [other.privacy_level for other in others],
            say("table.quality"): [formatting.spread(other.quality, "", say) for other in others],
        },
        say("card.others_alt"),
        say,
        key="choose.others",
    )
