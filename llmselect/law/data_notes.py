"""What authorities say of a kind of data, beside the level: of personal data, of health, of regions."""

from llmselect.law.data_kinds import DataKind
from llmselect.law.sourced_note import SourcedNote, note
from llmselect.settings import Organisation


def notes_of(kind: DataKind, organisation: Organisation) -> tuple[SourcedNote, ...]:
    """The notes on this kind of data and on a public body; those of an EU authority unless it says it is outside."""
    public = ("public_body",) if organisation.public_body else ()
    if kind in (DataKind.PUBLIC, DataKind.INTERNAL):
        return tuple(map(note, public))
    european = organisation.in_eu is not False
    names = ("cnil",) if european else ()
    health = ("hds",) if kind is DataKind.REGULATED and european else ()
    return tuple(map(note, (*names, *health, *public, "region")))
