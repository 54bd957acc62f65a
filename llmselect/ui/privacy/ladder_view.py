"""The picture: eight levels, who reaches each, and the lowest that will do for the visitor's data."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import streamlit as st

from llmselect.charts.privacy_ladder import LadderRung, LadderWords, RungMark, privacy_ladder
from llmselect.estimates.privacy import LEVELS, PrivacyLevel
from llmselect.law.data_kinds import DataKind
from llmselect.law.ladder import WayKind, WayToRun
from llmselect.reports.law.privacy_answer import GENERIC, names_of
from llmselect.text import Voice
from llmselect.ui.core import figures

WIDE, NARROW = "privacy.wide", "privacy.narrow"
STYLE = """<style>
.st-key-privacy-narrow { display: none }
@media (max-width: 66rem) {
    .st-key-privacy-narrow { display: flex }
    .st-key-privacy-wide { display: none }
}
@media (max-width: 46rem) {
    .st-key-privacy-question button, .st-key-privacy-data button { min-height: 44px }
}
</style>"""
"""The words of a rung stand beside its marks where there is room for them."""
MOST_NAMES = 5


def draw_ladder(ways: Sequence[WayToRun], kind: DataKind | None, lowest: int, say: Voice) -> None:
    """The ladder in the form for wide and in that for narrow screens."""
    st.html(STYLE)
    counted = [replace(way, level=way.counted_level(kind)) for way in ways] if kind else list(ways)
    limit = say("privacy.line", kind=say(GENERIC[kind]), level=lowest) if kind else ""
    legend = (say("privacy.today"), say("privacy.contract_bar"), say("privacy.may_train"))
    for key, narrow in ((WIDE, False), (NARROW, True)):
        rungs = [_rung(level, counted, say, narrow=narrow) for level in sorted(PrivacyLevel, reverse=True)]
        figure = privacy_ladder(rungs, lowest, LadderWords(legend, limit), say, narrow=narrow)
        with st.container(key=key):
            figures.draw_figure(figure, f"{key}.chart", say("privacy.ladder_alt"))
    if kind is not None and kind.needs_contract:
        st.caption(say("privacy.one_less"))


def _rung(level: PrivacyLevel, ways: Sequence[WayToRun], say: Voice, *, narrow: bool) -> LadderRung:
    """Its marks, first those of today; the names of the first few, machines and today's before contracts."""
    today = tuple(way for way in ways if way.level == level)
    later = tuple(way for way in ways if way.best_level == level and way.level < level)
    marks = (*_marks(today, say), *((RungMark.CONTRACT, say(way.name)) for way in later))
    names = _fitting((*today, *later), LONGEST_NARROW if narrow else LONGEST, say)
    return LadderRung(int(level), say(LEVELS[level].name), marks, names)


def _marks(ways: Sequence[WayToRun], say: Voice) -> Iterator[tuple[RungMark, str]]:
    for way in ways:
        trains = way.may_train and way.kind is not WayKind.MACHINE
        yield (RungMark.MAY_TRAIN if trains else RungMark.TODAY), say(way.name)


LONGEST, LONGEST_NARROW = 84, 50
"""Letters of the names that a row has room for."""


def _fitting(ways: tuple[WayToRun, ...], longest: int, say: Voice) -> str:
    """As many names as there is room for, with the number of the others."""
    for most in range(MOST_NAMES, 1, -1):
        names = names_of(ways, most, say)
        if len(names) <= longest:
            return names
    names = names_of(ways, 1, say)
    return names if len(names) <= longest else f"{names[: longest - 1].rstrip()}…"
