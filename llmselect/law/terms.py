"""The terms of every licence as clauses, from `facts/licence_terms.json`: verdict, condition, gist, source, day."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.law.conditions import ClauseCondition
from llmselect.law.facts_file import read_facts
from llmselect.law.verdicts import BY_NAME, EvidenceGrade, Verdict

UNSTATED: Final = "unknown"
"""Id of the terms of what has no known licence."""
SERVED: Final = "proprietary-api"
"""Id of the terms that stand for any provider's contract."""


def _by_name(value: object) -> object:
    return BY_NAME.get(value, value) if isinstance(value, str) else value


class Clause(Record):
    """One thing that a licence says of a use."""

    verdict: Annotated[Verdict, Enum, BeforeValidator(_by_name)]
    when: ClauseCondition = ClauseCondition()
    gist: Words
    """What the clause says, in own words."""


class LicenceTerms(Sourced):
    """What one licence says, and how well that is known."""

    id: Identifier
    """Id in the catalog, or a name of its own for one that no model of the catalog carries."""
    name: str
    grade: Annotated[EvidenceGrade, Enum]
    families: tuple[str, ...] = Field(default=(), strict=False)
    """Families of models whose licence in the catalog is another one with fewer words."""
    url: str | None = None
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]


class InheritedLicence(Sourced):
    """A licence that comes down from the model which another one was made from."""

    model: Identifier
    licence: Identifier


class _TermsFile(Record):
    licences: tuple[LicenceTerms, ...] = Field(strict=False)
    inherited: tuple[InheritedLicence, ...] = Field(strict=False)


@cache
def _file() -> _TermsFile:
    return read_facts("licence_terms.json", _TermsFile)


@cache
def all_terms() -> Mapping[str, LicenceTerms]:
    """Terms of every licence by id, in the order of the file."""
    return {terms.id: terms for terms in _file().licences}


def terms_of(licence: str | None, family: str | None = None) -> LicenceTerms:
    """Terms of a licence of the catalog; those of an unknown licence where the file has none."""
    known = all_terms()
    special = next((terms for terms in known.values() if family is not None and family in terms.families), None)
    return special or known.get(licence or UNSTATED) or known[UNSTATED]


@cache
def inherited_by_model() -> Mapping[str, tuple[InheritedLicence, ...]]:
    """Licences that came down to a model of the catalog beside its own, by the model's id."""
    found: dict[str, tuple[InheritedLicence, ...]] = {}
    for each in _file().inherited:
        found[each.model] = (*found.get(each.model, ()), each)
    return found
