"""What every catalog record is: frozen, strict, and able to say where it comes from."""

import datetime
from typing import Annotated, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from llmselect.text import Text


class Record(BaseModel):
    """A record of the catalog: unknown keys, loose types and later changes are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True, allow_inf_nan=False
    )


class Sourced(Record):
    """A record of facts with the place and the day they were read."""

    source: str = Field(min_length=3, pattern=r"\S")
    """Where the facts were read: a page, a repository file with its commit, or a package with its version."""
    checked: Annotated[datetime.date, Field(strict=False)]
    """Day on which the facts were last compared with the source."""


def _both_languages(value: object) -> object:
    """Read `{"en": ..., "fr": ...}` as a Text; both languages are required, and neither may be blank."""
    if not isinstance(value, dict):
        return value
    words = cast("dict[object, object]", value)
    english, french = words.get("en"), words.get("fr")
    both = isinstance(english, str) and isinstance(french, str) and english.strip() and french.strip()
    if len(words) != 2 or not both:
        raise ValueError('expected {"en": "...", "fr": "..."}, both filled')
    return Text(str(english), str(french))


_BOTH_LANGUAGES = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
    "required": ["en", "fr"],
    "additionalProperties": False,
}
Words = Annotated[Text, BeforeValidator(_both_languages), WithJsonSchema(_BOTH_LANGUAGES)]
"""Words in both languages, written `{"en": "...", "fr": "..."}` in the catalog."""

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@+ -]*$", max_length=120)]
"""A stable name; it appears in links and on the command line."""

Count = Annotated[int, Field(ge=1, le=10**8)]
Price = Annotated[float, Field(ge=0, le=1000)]
"""US dollars per million tokens; the dearest published price is 600, so above 1,000 a unit is wrong."""
