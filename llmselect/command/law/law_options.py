"""`--data` and `--organisation`: what the data is and who asks, as words of the command line."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import ValidationError

from llmselect.command.typed.validation_errors import refusal
from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.estimates.cost.currency import Currency, in_usd
from llmselect.law.data_kinds import DataKind, with_kind
from llmselect.settings import Organisation, Requirements, Serving

REVENUE: Final = re.compile(r"(?P<amount>\d+(?:\.\d+)?)(?P<scale>k|M|bn)?(?P<currency>EUR|€|USD|\$)?")
SCALES: Final = {"k": 1e3, "M": 1e6, "bn": 1e9}
EXPECTED_REVENUE: Final = "an amount a year such as 30MEUR, 500kUSD or 2bn (dollars)"
ALONE: Final[Mapping[str, tuple[str, bool]]] = {
    "eu": ("in_eu", True),
    "no-eu": ("in_eu", False),
    "public-body": ("public_body", True),
    "no-public-body": ("public_body", False),
    "trains": ("trains_on_outputs", True),
    "no-trains": ("trains_on_outputs", False),
}
"""Answers that are one word."""


def with_law(requirements: Requirements, data: str | None, organisation: str | None) -> Requirements:
    """The requirements with the data's lowest level and the organisation's answers.

    Raises UnknownName and BadNumber for words that are not understood, NotPossible for two levels at once.
    """
    told = requirements.model_copy(update={"organisation": read_organisation(organisation)})
    if data is None:
        return told
    kind = _kind(data)
    if requirements.privacy_level not in (None, int(kind.lowest_level)):
        raise NotPossible(
            f"--data {kind} asks for level {int(kind.lowest_level)} and --require for another; expected one"
        )
    return with_kind(told, kind)


def read_organisation(text: str | None) -> Organisation:
    """`eu,revenue=30MEUR,users=50000,serving=product,no-trains`: what is not named stays unanswered."""
    fields: dict[str, object] = {}
    for part in (text or "").split(","):
        if part.strip():
            name, value = _answer(part.strip())
            if name in fields:
                raise NotPossible(f"--organisation answers {name} twice ({text}); expected each answer once")
            fields[name] = value
    try:
        return Organisation.model_validate(fields)
    except ValidationError as fault:
        raise refusal(fault) from None


def _answer(part: str) -> tuple[str, object]:
    """Field and value of one answer."""
    if part in ALONE:
        return ALONE[part]
    name, _, value = part.partition("=")
    if name.strip() not in READERS:
        raise UnknownName("answer of --organisation", part, [*ALONE, *(f"{each}=…" for each in READERS)])
    field, read = READERS[name.strip()]
    return field, read(value.strip())


def _revenue(text: str) -> float:
    found = REVENUE.fullmatch(text.replace(" ", ""))
    if found is None:
        raise BadNumber("revenue", text, EXPECTED_REVENUE)
    currency = Currency.EUR if found["currency"] in ("EUR", "€") else Currency.USD
    return in_usd(float(found["amount"]) * SCALES.get(found["scale"] or "", 1.0), currency)


def _users(text: str) -> int:
    if not text.isdecimal():
        raise BadNumber("users", text, "a whole number of people a month")
    return int(text)


def _serving(text: str) -> Serving:
    try:
        return Serving(text)
    except ValueError:
        raise UnknownName("serving", text, [str(each.value) for each in Serving]) from None


def _kind(text: str) -> DataKind:
    try:
        return DataKind(text)
    except ValueError:
        raise UnknownName("kind of data", text, [str(each.value) for each in DataKind]) from None


READERS: Final[Mapping[str, tuple[str, Callable[[str], object]]]] = {
    "revenue": ("revenue_usd_per_year", _revenue),
    "users": ("monthly_users", _users),
    "serving": ("serving", _serving),
}
