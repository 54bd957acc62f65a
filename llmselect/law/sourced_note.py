"""Things to mind, in both languages, with where each was read and when; from `facts/notes.json`."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.law.facts_file import read_facts


class SourcedNote(Sourced):
    """Words with their source and day."""

    id: Identifier
    words: Words


class _NotesFile(Record):
    notes: tuple[SourcedNote, ...] = Field(strict=False)


@cache
def _notes() -> Mapping[str, SourcedNote]:
    return {note.id: note for note in read_facts("notes.json", _NotesFile).notes}


def note(name: str) -> SourcedNote:
    """The note of that id; raises KeyError for one that the file does not have."""
    return _notes()[name]
