"""The sources of a privacy note, each once, by the day on which they were read."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.law.ai_act import duties_of
from llmselect.law.data_kinds import DataKind
from llmselect.law.data_notes import notes_of
from llmselect.law.ladder import WayKind
from llmselect.law.licence_ruling import ruling_of_model
from llmselect.law.model_warnings import warnings_of
from llmselect.reports.law.privacy_answer import reaching, ways_asked
from llmselect.settings import Settings
from llmselect.text import Voice

MOST_WAYS = 3


class NoteSource(NamedTuple):
    """What was read, where and when."""

    what: str
    source: str
    checked: datetime.date


def note_sources(
    catalog: Catalog, settings: Settings, kind: DataKind | None, model: LanguageModel | None, say: Voice
) -> tuple[str, ...]:
    """One line for each day, the newest first: what was read on it, and where."""
    once = {each.source: each for each in _all(catalog, settings, kind, model, say)}
    days = sorted({each.checked for each in once.values()}, reverse=True)
    return tuple(_day(day, [each for each in once.values() if each.checked == day], say) for day in days)


def _day(day: datetime.date, read: Sequence[NoteSource], say: Voice) -> str:
    """All pages read on one day, those about the same thing together."""
    about: dict[str, list[str]] = {}
    for each in read:
        about.setdefault(each.what, []).append(each.source)
    facts = (say("lawnote.fact", what=what, source=", ".join(sources)) for what, sources in about.items())
    return say("lawnote.read_on", day=say.day(day), facts="; ".join(facts))


def _all(
    catalog: Catalog, settings: Settings, kind: DataKind | None, model: LanguageModel | None, say: Voice
) -> Iterator[NoteSource]:
    organisation = settings.requirements.declared
    if kind is not None:
        for way in reaching(ways_asked(catalog, settings.requirements), kind)[:MOST_WAYS]:
            if way.kind is not WayKind.MACHINE:
                yield NoteSource(say(way.name), way.source, way.checked)
        for note in notes_of(kind, organisation):
            yield NoteSource(say("lawnote.mind"), note.source, note.checked)
    if model is not None:
        for terms in ruling_of_model(catalog, model, organisation).terms:
            yield NoteSource(terms.name, terms.source, terms.checked)
        for note in warnings_of(model):
            yield NoteSource(say("law.warnings"), note.source, note.checked)
    for duty in duties_of(organisation):
        yield NoteSource(say("lawnote.act"), duty.source, duty.checked)
