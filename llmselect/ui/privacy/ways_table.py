"""The ladder as a table, and the evidence behind one entry line by line."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import YesNo
from llmselect.law.data_kinds import DataKind
from llmselect.law.ladder import WayKind, WayToRun, lines_of
from llmselect.law.privacy_evidence import EvidenceLine
from llmselect.law.provider_facts import retention_differing
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables

LOOK = "privacy.way"
OPERATORS = {YesNo.YES: "law.yes", YesNo.NO: "law.no", YesNo.UNKNOWN: "how.unknown"}


def draw_ways_table(ways: Sequence[WayToRun], kind: DataKind | None, say: Voice) -> None:
    """A row for each way to run, the highest level first."""
    columns: tables.Columns = {
        say("privacy.level"): [way.counted_level(kind) if kind else way.level for way in ways],
        say("privacy.best"): [way.best_level for way in ways],
        say("privacy.who"): [say(way.name) for way in ways],
        say("privacy.enough"): [_enough(way, kind, say) for way in ways],
        say("privacy.train"): [say("privacy.may_train" if way.may_train else "privacy.no_train") for way in ways],
        say("privacy.operator"): [say(OPERATORS[way.eu_operator]) for way in ways],
        say("privacy.offers"): [str(way.offers or "–") for way in ways],
        say("privacy.why"): [say(way.evidence) for way in ways],
        say("privacy.source"): [way.source for way in ways],
        say("privacy.day"): [way.checked for way in ways],
    }
    tables.draw_table(columns, say("privacy.table"), say)


def _enough(way: WayToRun, kind: DataKind | None, say: Voice) -> str | None:
    if kind is None:
        return None
    if way.reaches(kind):
        return say("privacy.enough_yes")
    return say("privacy.enough_contract" if way.could_reach(kind) else "privacy.enough_no")


def _first_provider(by_id: Mapping[str, WayToRun]) -> int:
    """Position of the first that has lines of its own."""
    return next((at for at, way in enumerate(by_id.values()) if way.kind is WayKind.PROVIDER), 0)


def draw_evidence(catalog: Catalog, ways: Sequence[WayToRun], say: Voice) -> None:
    """One way, chosen by name: its level, what a contract would make of it, and its lines."""
    by_id = {way.id: way for way in ways if way.kind is not WayKind.MACHINE}
    chosen = st.selectbox(
        say("privacy.look"),
        list(by_id),
        format_func=lambda each: say(by_id[each].name) if each in by_id else str(each),
        index=_first_provider(by_id),
        key=LOOK,
        filter_mode="contains",
    )
    way = by_id.get(str(chosen)) or next(iter(by_id.values()))
    rises = way.best_level > way.level
    st.markdown(say("privacy.could_be" if rises else "privacy.stays", level=way.level, best=way.best_level))
    st.markdown(formatting.escaped(say(way.evidence)))
    lines = lines_of(catalog, way)
    if lines:
        st.markdown("  \n".join(_line(line, say) for line in lines))
        st.caption(say("privacy.evidence_key"))
    for source in _sources(way, lines, say):
        st.caption(source)
    _by_model(way, say)


def _line(line: EvidenceLine, say: Voice) -> str:
    words = formatting.escaped(say(line.words))
    return say("privacy.evidence_line", mark=line.mark, subject=say(line.subject.label), words=words)


def _sources(way: WayToRun, lines: Sequence[EvidenceLine], say: Voice) -> Iterator[str]:
    """Where each line was read, and when: lines of the same page together."""
    pages: dict[tuple[str, datetime.date], list[str]] = {} if lines else {(way.source, way.checked): []}
    for line in lines:
        pages.setdefault((line.source, line.checked), []).append(say(line.subject.label))
    for (source, day), subjects in pages.items():
        what = say.list(subjects) if subjects else say("privacy.source")
        yield say("privacy.read_at", what=what, source=formatting.escaped(source), day=say.day(day))


def _by_model(way: WayToRun, say: Voice) -> None:
    """Models of this provider that are kept longer than its others."""
    differing = retention_differing(way.id)
    if differing:
        st.markdown(say("privacy.by_model"))
    for each in differing:
        names, words = ", ".join(each.names), formatting.escaped(say(each.retention))
        source, day = formatting.escaped(each.source), say.day(each.checked)
        st.markdown(
            "- " + say("privacy.model_line", names=formatting.escaped(names), words=words, source=source, day=day)
        )
