"""What one needs first of a model: how it runs here and by API, context, licence, where to get it; and the radar."""

from collections.abc import Iterator

import streamlit as st

from llmselect.catalog.licences import LicenceEvidence
from llmselect.overview.model_table import Panorama
from llmselect.reports import radar_answer
from llmselect.reports.card_facts import card_facts
from llmselect.reports.costs.money import Money
from llmselect.reports.model_ways import ModelWay, ways_of
from llmselect.reports.run_commands import run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables
from llmselect.ui.core.command_lines import draw_command_lines
from llmselect.ui.core.live_charts.radar_chart import draw_radar

RADAR_HEIGHT = 220
STYLE = """<style>
:is(.st-key-model-local, .st-key-model-served) h2 { font-size: 1.2rem; padding: 0 0 0.9rem }
@media (max-width: 1000px) {
    .st-key-model-ways_row > [data-testid=stLayoutWrapper] > [data-testid=stHorizontalBlock] { flex-wrap: wrap }
    .st-key-model-ways_row [data-testid=stColumn] { flex: 1 1 calc(50% - 1rem); min-width: 15rem }
    .st-key-model-ways_row [data-testid=stColumn]:last-child { flex-basis: 100% }
}
</style>"""
"""The radar goes below the cards where three do not fit side by side."""


def draw_ways(found: Recommendation, overview: Panorama, row: int, money: Money, say: Voice) -> None:
    """A card for the machine, one for an API, and the radar of both; then a line of what holds for either."""
    ways = ways_of(found, overview.rows[row])
    st.html(STYLE)
    with st.container(key="model.ways_row"):
        local, served, radar = st.columns([4, 4, 4], gap="small")
    with local, st.container(border=True, gap=None, height="stretch", key="model.local"):
        st.header(say("lanes.local"), anchor=False)
        _card(ways.local, money, say) if ways.local else st.markdown(_no_local(overview, row, say))
    with served, st.container(border=True, gap=None, height="stretch", key="model.served"):
        st.header(say("lanes.served"), anchor=False)
        _card(ways.served, money, say) if ways.served else st.markdown(say("model.no_offers"))
    shown = tuple(way.place for way in ways if way is not None)
    if shown:
        with radar, st.container(gap=None, key="model.radar_box"):
            _radar(found, shown, say)
    st.markdown(" · ".join(_first_facts(overview, row, say)))


def _card(way: ModelWay, money: Money, say: Voice) -> None:
    """The five facts of every card, how it runs, and its rank or why it has none."""
    candidate = way.place.candidate
    how = formatting.escape_markdown(formatting.runtime_label(candidate, say))
    lines = [f":small[:gray[{how}]]"]
    lines += [f"{say(f.label)} · **{formatting.escape_markdown(say(f.value))}**" for f in card_facts(candidate, money)]
    lines.append(f":small[{_standing(way, say)}]")
    st.markdown("  \n".join(lines))
    _run(candidate, say)


def _run(candidate: Candidate, say: Voice) -> None:
    """The command that starts it, one press away; nothing where there is none."""
    commands = run_commands(candidate)
    if not commands:
        return
    key = "model.run_local" if candidate.offer is None else "model.run_served"
    with st.popover(say("card.run"), type="tertiary", on_change="rerun", key=key) as opened:
        if opened.open:
            draw_command_lines(commands, say)


def _standing(way: ModelWay, say: Voice) -> str:
    if not way.missed:
        rank, score = say.number(way.place.rank, 0), say.number(way.place.score, 0)
        return say("model.ranked", rank=rank, score=score)
    return say("model.kept_out", why=formatting.escape_markdown(" ".join(say(each.message) for each in way.missed[:2])))


def _no_local(overview: Panorama, row: int, say: Voice) -> str:
    """Which ordinary machine would hold it, or that nobody can run it."""
    if overview.models[row].hub_repo is None:
        return say("model.served_terms")
    machine = formatting.smallest_machine(overview, row, say)
    return say("model.no_room") if machine is None else say("model.no_room_here", machine=machine)


def _radar(found: Recommendation, shown: tuple[Place, ...], say: Voice) -> None:
    sentence = radar_answer.radar_sentence(found, shown, say)
    drawn = radar_answer.radar_of(found, shown, say)
    draw_radar(drawn, "model.radar", say("radar.alt", what=sentence), RADAR_HEIGHT)
    with st.popover(say("model.radar_table"), type="tertiary", on_change="rerun", key="model.radar_table") as opened:
        if opened.open:
            columns = radar_answer.radar_columns(found, shown, say)
            tables.draw_table(columns, say("radar.table_alt"), say, key="model.radar_values")


def _first_facts(overview: Panorama, row: int, say: Voice) -> Iterator[str]:
    """Context, what the licence lets one do, and where it is to be had."""
    model = overview.models[row]
    if model.context_tokens is not None:
        yield f"{say('model.context')} **{formatting.tokens(model.context_tokens, say)}**"
    licence = overview.catalog.licences.get(model.licence or "")
    if licence is not None:
        unread = licence.evidence is LicenceEvidence.UNVERIFIED
        verdict = say("model.not_read") if unread else say(licence.commercial_use.label)
        yield f"{formatting.escape_markdown(licence.name)}{say('card.colon')}**{verdict}**"
    for repository in model.gguf_repos[:1]:
        yield f"GGUF [{formatting.escape_markdown(repository.id)}](https://huggingface.co/{repository.id})"
    offers = len(overview.offers_of(row))
    yield say.count(offers, "model.one_offer", "model.many_offers")
