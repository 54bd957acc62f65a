"""A third lane: machines that the visitor would rent by the hour, ranked only when they are asked for."""

import streamlit as st

from llmselect.catalog.models import YesNo
from llmselect.estimates.cost.rented_machines import usual_names
from llmselect.estimates.privacy import RENTED as RENTED_PRIVACY
from llmselect.machine.running_ways import RunningWay
from llmselect.reports import lanes
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.rented_lane import (
    rent_words,
    rented_answer,
    rented_bars,
    rented_facts,
    rented_selected,
)
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace, rank_rented
from llmselect.settings import RentedFrom, Settings
from llmselect.text import Voice
from llmselect.ui.choose import lanes_view
from llmselect.ui.core import formatting, state, tables
from llmselect.ui.store import cached

RENTED = state.key("spending", "rented")
RENTED_FROM = state.key("costs", "rented_from")
PICTURE = "lanes.rented"


def rented_ways(found: Recommendation, settings: Settings) -> tuple[RentedPlace, ...]:
    """The lane, best first; empty until a machine is named, and where another way is required."""
    return rank_rented(found, settings, cached.rented(settings), lanes.ROWS)


def draw_rented_lane(found: Recommendation, settings: Settings, places: tuple[RentedPlace, ...], say: Voice) -> None:
    """Which machines from whom, then their bars and facts; nothing is estimated until one is named."""
    st.subheader(say("lanes.rented"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", key="lanes.rented_asked"):
        _machines(found, say)
        if settings.spending.rented:
            _operator(say)
    reason = _why_empty(settings, places, say)
    if reason is not None:
        st.caption(reason)
        return
    money = Money.of(settings.spending)
    st.markdown(formatting.escape_markdown(rented_answer(found, places, money, say)))
    bars = rented_bars(places, say)
    marks = lanes_view.RowMarks(st.session_state.get(lanes_view.CHOSEN))
    lanes_view.draw_rows(found, bars, places[0].place, say, PICTURE, marks)
    if (chosen := lanes_view.chosen_of(places)) is not None:
        st.info(formatting.escape_markdown(rented_selected(chosen, money, say)), icon=":material/check_circle:")
    _table(places, money, say)
    _notes(settings, places, money, say)


def _machines(found: Recommendation, say: Voice) -> None:
    st.multiselect(
        say("lanes.rented_which"),
        list(usual_names(found.catalog)),
        key=RENTED,
        max_selections=6,
        placeholder=say("lanes.rented_none"),
        persist_state="session",
        width="stretch",
    )


def _operator(say: Voice) -> None:
    st.selectbox(
        say("lanes.rented_from"),
        list(RentedFrom),
        format_func=lambda each: say(RentedFrom(each).label),
        key=RENTED_FROM,
        persist_state="session",
        width=300,
    )


def _why_empty(settings: Settings, places: tuple[RentedPlace, ...], say: Voice) -> str | None:
    if not settings.spending.rented:
        return say("lanes.rented_help")
    if RunningWay.RENTED in settings.requirements.ways_off:
        return say("lanes.rented_off")
    if settings.requirements.served or settings.requirements.local:
        return say("lanes.served_only" if settings.requirements.served else "lanes.rented_mine_only")
    if places:
        return None
    return _operator_falls_short(settings, say) or say("lanes.rented_nothing")


def _operator_falls_short(settings: Settings, say: Voice) -> str | None:
    """What the visitor can choose to have machines listed, where the operator is what keeps them all out."""
    asked, operator = settings.requirements, settings.costs.rented_from
    known = RENTED_PRIVACY[operator]
    level = known.best_level if asked.by_contract else known.level
    if level >= (asked.privacy_level or 0) and not (asked.eu_operator and known.eu_operator is not YesNo.YES):
        return None
    return say("lanes.rented_level", operator=say(operator.label), level=int(level))


def _notes(settings: Settings, places: tuple[RentedPlace, ...], money: Money, say: Voice) -> None:
    """The rent of each machine, how it was counted, and what is known of the operator."""
    rents = {each.name: f"{each.name} · {rent_words(each, money, say)}" for each in places}
    if silent := [name for name in settings.spending.rented if name not in rents]:
        rents[""] = say("lanes.rented_nothing_on", machines=", ".join(silent))
    st.caption("  \n".join(formatting.escape_markdown(words) for words in rents.values()))
    operator = settings.costs.rented_from
    evidence = say(RENTED_PRIVACY[operator].evidence)
    hours = say(settings.costs.rented_hours.label)
    st.caption(say("lanes.rented_how", hours=hours, operator=say(operator.label), privacy=evidence))
    st.caption(say("lanes.rented_price"))
    st.caption(say("lanes.rented_sure"))


def _table(places: tuple[RentedPlace, ...], money: Money, say: Voice) -> None:
    rows = rented_facts(places, money)
    columns: tables.Columns = {
        say("lanes.rented_model"): [each.place.candidate.model.name for each, _ in rows],
        say("lanes.rented_machine"): [each.name for each, _ in rows],
    }
    for at, fact in enumerate(rows[0][1]):
        columns[say(fact.label)] = [say(facts[at].value) for _, facts in rows]
    tables.draw_table(columns, say("lanes.rented"), say, key="lanes.rented_table")
