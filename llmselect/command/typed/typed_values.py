"""One word or number from the command line, checked: a name, a number, a member, a record of the settings."""

from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from llmselect.command.typed.validation_errors import refusal
from llmselect.errors import BadNumber, UnknownName

EnumT = TypeVar("EnumT", bound=StrEnum)
RecordT = TypeVar("RecordT", bound=BaseModel)


def known(name: str, valid: Collection[str], kind: str) -> str:
    """The name, which has to be among these; raises UnknownName."""
    if name not in valid:
        raise UnknownName(kind, name, valid)
    return name


def number(name: str, text: str) -> float:
    """What was typed for a number; raises BadNumber."""
    try:
        return float(text)
    except ValueError:
        raise BadNumber(name, text, "a number") from None


def named(kind: type[EnumT], text: str, what: str) -> EnumT:
    """The member that was typed by its value; raises UnknownName."""
    try:
        return kind(text)
    except ValueError:
        raise UnknownName(what, text, [str(member.value) for member in kind]) from None


def built(kind: type[RecordT], **values: object) -> RecordT:
    """A settings record from what was typed; what was not typed keeps its default; raises BadNumber."""
    try:
        return kind.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as fault:
        raise refusal(fault) from None
