"""The ranking as two lanes of bars beside the radar; a click on a row, or the list, chooses a candidate."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple
from weakref import ReferenceType, ref

import streamlit as st

from llmselect.charts.contributions import ContributionBar, contributions
from llmselect.machine.running_ways import RunningWay
from llmselect.reports import criterion_words, lanes, radar_answer
from llmselect.reports.costs.money import Money
from llmselect.reports.lanes import WeightsBefore
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.settings import Requirements
from llmselect.text import Voice
from llmselect.ui.choose import candidate_card, sliders, user_models_rank
from llmselect.ui.core import view_switch
from llmselect.ui.core.live_charts.contribution_bars import draw_contribution_bars
from llmselect.ui.core.live_charts.radar_chart import draw_radar

CHOSEN = "choose.candidate"
RADAR_HEIGHT = 220
_SEEN = "lanes.seen"


class RowMarks(NamedTuple):
    """What is marked in a lane beside its bars."""

    chosen: str | None = None
    """Id of the selected candidate."""
    before: WeightsBefore | None = None
    """The situation that places and scores are compared with."""
    change: int = 0
    """Number of the change that led here: a new one lets the marks of what moved fade anew."""


UNMARKED = RowMarks()


def draw_lanes(
    found: Recommendation, situation: Hashable, rented: tuple[RentedPlace, ...], money: Money, say: Voice
) -> None:
    """Both lanes, the radar of unlike candidates, and the card of the chosen one, which may be a rented one."""
    local, served = lanes.lane(found, local=True), lanes.lane(found, local=False)
    listed = _listed(found, (*local, *served))
    chosen = _chosen(listed)
    rented_chosen = chosen_of(rented)
    marked = None if rented_chosen else chosen.candidate.id
    marks = RowMarks(marked, *_remembered(found, situation))
    with st.container(key="choose.board"):
        _lane(found, local, marks, say, "local")
        _lane(found, served, marks, say, "served")
        shown = _beside(rented_chosen, lanes.unlike(found, (local, served), chosen))
        alt = say("radar.alt", what=radar_answer.radar_sentence(found, shown, say))
        drawn = radar_answer.radar_of(found, shown, say, rented=rented_chosen)
        draw_radar(drawn, "choose.radar", alt, RADAR_HEIGHT)
        with st.container(key="choose.chosen", gap="small"):
            shown_large = view_switch.draw_view_switch(listed, say, rented)
            candidate_card.draw_facts(shown_large, money, say)
        with st.container(key="choose.detail", gap="small"):
            st.caption(say("lanes.legend"))
            candidate_card.draw_detail(shown_large, money, say)


def chosen_of(rented: tuple[RentedPlace, ...]) -> RentedPlace | None:
    """The rented way that the visitor chose, if it is one."""
    return next((each for each in rented if each.id == st.session_state.get(CHOSEN)), None)


def radar_places(found: Recommendation, rented_chosen: RentedPlace | None = None) -> tuple[Place, ...]:
    """The candidates of the radar, as the page last drew them, beside the rented one."""
    local, served = lanes.lane(found, local=True), lanes.lane(found, local=False)
    chosen = _chosen(_listed(found, (*local, *served)))
    return _beside(rented_chosen, lanes.unlike(found, (local, served), chosen))


def _listed(found: Recommendation, in_lanes: tuple[Place, ...]) -> tuple[Place, ...]:
    """Whom the list offers: the one shown large, those of the lanes by rank, and the visitor's own beyond them."""
    by_rank = sorted({place.candidate.id: place for place in in_lanes}.values(), key=lambda place: place.rank)
    return user_models_rank.beyond(found, (found.headliners(1)[0], *by_rank))


def _chosen(listed: tuple[Place, ...]) -> Place:
    """The one chosen, else the one shown large."""
    return next((p for p in listed if p.candidate.id == st.session_state.get(CHOSEN)), listed[0])


def _beside(rented_chosen: RentedPlace | None, shown: tuple[Place, ...]) -> tuple[Place, ...]:
    """A chosen rented way takes the third outline of the radar."""
    return shown[:2] if rented_chosen else shown


def _lane(found: Recommendation, places: tuple[Place, ...], marks: RowMarks, say: Voice, name: str) -> None:
    """One lane, or the sentence on why it is empty."""
    title, key = say(f"lanes.{name}"), f"lanes.{name}"
    if places:
        draw_bars(found, places, say, key, marks, title)
        return
    with st.container(key=key, gap=None):
        st.subheader(title, anchor=False)
        st.caption(say(_empty(found.requirements, name)))


def draw_bars(
    found: Recommendation,
    places: tuple[Place, ...],
    say: Voice,
    key: str,
    marks: RowMarks = UNMARKED,
    title: str = "",
) -> None:
    """The picture of some places; a click on a row chooses its candidate."""
    draw_rows(found, lanes.bars(found, places, marks.before, say), places[0], say, key, marks, title)


def draw_rows(
    found: Recommendation,
    rows: Sequence[ContributionBar],
    first: Place,
    say: Voice,
    key: str,
    marks: RowMarks,
    title: str = "",
) -> None:
    """The same for bars that are made already; `first` is named to those who do not see the picture."""
    counted = lanes.weighed(found)
    names = [criterion_words.virtue(i, say) for i in counted]
    alt = say("lanes.alt", first=first.candidate.model.name, score=say.number(first.score, 0))
    drawn = contributions(names, rows, say, counted)
    weights = sliders.drawn_weights(found.estimates)
    draw_contribution_bars(drawn, key, alt, _choose, marks.chosen, marks.change, weights, title)


def _choose(candidate: str) -> None:
    """A row was clicked: its candidate is chosen, in the list too."""
    st.session_state[CHOSEN] = candidate


def _empty(requirements: Requirements, name: str) -> str:
    if name == "served":
        if requirements.local:
            return "lanes.local_only"
        return "lanes.served_off" if RunningWay.API in requirements.ways_off else "lanes.no_served"
    if requirements.served:
        return "lanes.served_only"
    return "lanes.machine_off" if RunningWay.MACHINE in requirements.ways_off else "lanes.no_local"


class _Memory(NamedTuple):
    """The last situation drawn, what it is compared with, and how many changes there were."""

    situation: Hashable
    valued: "ReferenceType[ValuedCandidates]"
    now: WeightsBefore
    before: WeightsBefore | None
    change: int


def _remembered(found: Recommendation, situation: Hashable) -> tuple[WeightsBefore | None, int]:
    """The weights before the last change, and the number of that change.

    A page drawn again in the same situation shows the same marks, so that they go on fading. Nothing is compared where
    more than the weights changed: other estimates have other places.
    """
    seen: _Memory | None = st.session_state.get(_SEEN)
    if seen is None or seen.situation != situation:
        same = seen is not None and seen.valued() is found.assessed
        before, change = (seen.now if seen is not None and same else None), (seen.change + 1 if seen else 0)
        seen = _Memory(situation, ref(found.assessed), WeightsBefore.of(found), before, change)
        st.session_state[_SEEN] = seen
    return seen.before, seen.change
