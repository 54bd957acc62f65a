"""When a clause of a licence applies: each thing it asks is true, false, or not known because nobody answered."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Record
from llmselect.law.verdicts import LicenceQuestion
from llmselect.settings import Organisation, Serving

MONTHS = 12
Amount = Annotated[float, Field(gt=0, le=10**13)]


class ClauseCondition(Record):
    """All that is set must hold; nothing set holds always."""

    in_eu: bool | None = None
    revenue_usd_per_year_above: Amount | None = None
    revenue_usd_per_month_above: Amount | None = None
    """Compared with a twelfth of the year's revenue, since nobody is asked for a single month."""
    monthly_users_above: Annotated[int, Field(gt=0, le=10**10)] | None = None
    serving: tuple[Annotated[Serving, Enum], ...] = Field(default=(), strict=False)
    """Any of these; (): whatever is done with it."""
    trains_on_outputs: bool | None = None
    multimodal: bool | None = None
    """Whether the model reads images."""
    any_of: tuple["ClauseCondition", ...] = Field(default=(), strict=False)
    """At least one of these must hold; (): nothing more is asked."""

    def holds(self, organisation: Organisation, multimodal: bool | None) -> bool | None:
        """True or false; None where it depends on an answer that is missing."""
        return _all(self._parts(organisation, multimodal))

    def _parts(self, asked: Organisation, multimodal: bool | None) -> Iterator[bool | None]:
        yearly = asked.revenue_usd_per_year
        yield _same(self.in_eu, asked.in_eu)
        yield _above(self.revenue_usd_per_year_above, yearly)
        yield _above(self.revenue_usd_per_month_above, None if yearly is None else yearly / MONTHS)
        yield _above(self.monthly_users_above, asked.monthly_users)
        yield _same(self.trains_on_outputs, asked.trains_on_outputs)
        yield _same(self.multimodal, multimodal)
        if self.serving:
            yield None if asked.serving is None else asked.serving in self.serving
        if self.any_of:
            yield _any([each.holds(asked, multimodal) for each in self.any_of])

    def questions(self) -> frozenset[LicenceQuestion]:
        """The questions whose answers decide it."""
        asked = {
            LicenceQuestion.IN_EU: self.in_eu is not None,
            LicenceQuestion.REVENUE: self.revenue_usd_per_year_above or self.revenue_usd_per_month_above,
            LicenceQuestion.USERS: self.monthly_users_above,
            LicenceQuestion.SERVING: self.serving,
            LicenceQuestion.TRAINING: self.trains_on_outputs is not None,
        }
        own = frozenset(question for question, set_ in asked.items() if set_)
        return own.union(*(each.questions() for each in self.any_of))


def _same(wanted: bool | None, given: bool | None) -> bool | None:
    return True if wanted is None else None if given is None else given is wanted


def _above(limit: float | None, given: float | None) -> bool | None:
    return True if limit is None else None if given is None else given > limit


def _all(parts: Iterable[bool | None]) -> bool | None:
    """False if one is, else unknown if one is."""
    held = list(parts)
    return False if False in held else None if None in held else True


def _any(parts: Iterable[bool | None]) -> bool | None:
    held = list(parts)
    return True if True in held else None if None in held else False
