"""The verdict of a licence on a declared use, clause by clause; a derived model inherits those of its base."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel, YesNo
from llmselect.law.terms import SERVED, Clause, LicenceTerms, all_terms, inherited_by_model, terms_of
from llmselect.law.verdicts import EvidenceGrade, LicenceQuestion, Verdict
from llmselect.settings import Organisation


@dataclass(frozen=True, slots=True)
class AppliedClause:
    """A clause that applies, or that an unanswered question may make apply."""

    clause: Clause
    terms: LicenceTerms
    certain: bool
    """False: whether it applies depends on an answer that is missing."""

    @property
    def verdict(self) -> Verdict:
        """What it amounts to. Where it is not certain it is a condition: "if so, then…"."""
        return self.clause.verdict if self.certain else min(self.clause.verdict, Verdict.CONDITIONS)


@dataclass(frozen=True, slots=True)
class LicenceRuling:
    """What one or several licences together say of one use."""

    terms: tuple[LicenceTerms, ...]
    """The licence itself, then those inherited."""
    clauses: tuple[AppliedClause, ...]
    """The hardest first; a condition that depends on a missing answer after those that are certain."""
    missing: tuple[LicenceQuestion, ...]
    """Questions whose answers could change the verdict, in their order."""

    @property
    def verdict(self) -> Verdict:
        """The hardest of all that applies."""
        return max((each.verdict for each in self.clauses), default=Verdict.CHECK)

    @property
    def deciding(self) -> AppliedClause | None:
        """The clause that makes the verdict; None where no clause of a licence speaks of this use."""
        return next((each for each in self.clauses if each.verdict is self.verdict), None)

    @property
    def grade(self) -> EvidenceGrade:
        """How well the least known of its licences is known."""
        return max((terms.grade for terms in self.terms), default=EvidenceGrade.C)


def rule(
    terms: LicenceTerms, organisation: Organisation, *, multimodal: bool | None = None, base: LicenceTerms | None = None
) -> LicenceRuling:
    """The ruling of one licence, with the licence of the model it was derived from where there is one.

    `multimodal`: whether the model reads images; None: not known.
    """
    return _ruling(_once((terms, base) if base is not None else (terms,)), organisation, multimodal)


def ruling_of_model(catalog: Catalog, model: LanguageModel, organisation: Organisation) -> LicenceRuling:
    """The ruling of a model whose weights one runs oneself, inherited licences included.

    A model that providers alone serve is judged by their contract.
    """
    open_model = model if model.open_model is None else catalog.model(model.open_model)
    if open_model.hub_repo is None and open_model.licence is None:
        return served_ruling(organisation)
    own = terms_of(open_model.licence, open_model.family)
    inherited = (all_terms()[each.licence] for each in inherited_by_model().get(open_model.id, ()))
    ids = tuple(each.id for each in _once((own, *inherited)))
    return _ruling_of(ids, organisation, _reads_images(open_model))


def served_ruling(organisation: Organisation) -> LicenceRuling:
    """The ruling of a provider's contract, whichever the model: who serves it holds the licence of the weights."""
    return _ruling_of((SERVED,), organisation, None)


def _reads_images(model: LanguageModel) -> bool | None:
    return None if model.image_input is YesNo.UNKNOWN else model.image_input is YesNo.YES


def _once(terms: Iterable[LicenceTerms]) -> tuple[LicenceTerms, ...]:
    return tuple({each.id: each for each in terms}.values())


@lru_cache(maxsize=1024)
def _ruling_of(ids: tuple[str, ...], organisation: Organisation, multimodal: bool | None) -> LicenceRuling:
    """The ruling of licences by their ids, kept: hundreds of models share a few dozen licences."""
    known = all_terms()
    return _ruling(tuple(known[each] for each in ids), organisation, multimodal)


def _ruling(licences: tuple[LicenceTerms, ...], organisation: Organisation, multimodal: bool | None) -> LicenceRuling:
    applied = [each for terms in licences for each in _applied(terms, organisation, multimodal)]
    applied.sort(key=lambda each: (-each.verdict, not each.certain, -each.clause.verdict))
    return LicenceRuling(licences, tuple(applied), _missing(applied, organisation))


def _applied(terms: LicenceTerms, organisation: Organisation, multimodal: bool | None) -> Iterable[AppliedClause]:
    for clause in terms.clauses:
        holds = clause.when.holds(organisation, multimodal)
        if holds is not False:
            yield AppliedClause(clause, terms, holds is True)


def _missing(applied: Iterable[AppliedClause], organisation: Organisation) -> tuple[LicenceQuestion, ...]:
    """Unanswered questions of the clauses that may still apply and would weigh more than what is certain."""
    certain = max((each.verdict for each in applied if each.certain), default=Verdict.FREE)
    open_ = (each.clause for each in applied if not each.certain and each.clause.verdict > certain)
    asked = frozenset[LicenceQuestion]().union(*(clause.when.questions() for clause in open_))
    return tuple(each for each in LicenceQuestion if each in asked and getattr(organisation, each.value) is None)
