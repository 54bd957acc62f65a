"""The conditions of the requirements that the law answers: licence for a use, operator in the EU, privacy level."""

from collections.abc import Mapping

import numpy as np

from llmselect.catalog.models import YesNo
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.privacy import RENTED, RentedPrivacy
from llmselect.law.columns import best_levels, eu_operators, model_verdicts, operators_known, served_allowed
from llmselect.law.licence_ruling import LicenceRuling, ruling_of_model, served_ruling
from llmselect.law.verdicts import Verdict
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.settings import Ownership, Requirements
from llmselect.text import Blank, Text, number_in_both
from llmselect.units import Bools, Floats

RENTED_OPERATOR = Text("whoever rents the machine to you", "qui vous loue la machine")
COULD_BE = Text(" (it could be {level} by contract)", " (il pourrait être de {level} par contrat)")


def licensed(a: CandidateEstimates, r: Requirements) -> Bools:
    """Weights whose licence allows the declared use, and offers where the provider's contract does."""
    weights = (model_verdicts(a.catalog, r.declared) <= Verdict.CONDITIONS)[a.rows.model]
    return np.where(a.rows.local, weights, served_allowed(r.declared)).astype(np.bool_)


def eu_operator(a: CandidateEstimates, _: Requirements) -> Bools:
    """Offers of EU operators, machines that are one's own, and those rented from an operator of the EU."""
    rented = _rented(a)
    own = rented is None or rented.eu_operator is YesNo.YES
    return np.array([*eu_operators(a.catalog), own], dtype=np.bool_)[a.rows.offer]


def operator_known(a: CandidateEstimates) -> Bools:
    """Candidates of which it is known who runs them."""
    rented = _rented(a)
    own = rented is None or rented.eu_operator is not YesNo.UNKNOWN
    return np.array([*operators_known(a.catalog), own], dtype=np.bool_)[a.rows.offer]


def _rented(a: CandidateEstimates) -> RentedPrivacy | None:
    """What is known of who rents the machine out; None where it is not rented."""
    return RENTED[a.costs.rented_from] if a.costs.ownership is Ownership.RENTED else None


def level_reached(a: CandidateEstimates, r: Requirements) -> Floats:
    """The level of each candidate, or where contracts count the one that they reach, (rows,)."""
    if not r.by_contract:
        return a.privacy_level
    rented = _rented(a)
    best = np.array([*best_levels(a.catalog), 0.0 if rented is None else float(rented.best_level)])
    return np.maximum(a.privacy_level, best[a.rows.offer])


def private_enough(a: CandidateEstimates, r: Requirements) -> Bools:
    return level_reached(a, r) >= (r.privacy_level or 0)


def level_blanks(c: Candidate, r: Requirements) -> Mapping[str, Blank]:
    """The level it has and needs, and the one that a contract would reach where that would do."""
    contract = r.model_copy(update={"by_contract": True})
    best = int(level_reached(c.assessment, contract)[c.row])
    helps = not r.by_contract and best >= (r.privacy_level or 0)
    return {
        "has": number_in_both(c.privacy_level),
        "need": number_in_both(r.privacy_level),
        "contract": (lambda say: say(COULD_BE, level=best)) if helps else "",
    }


def ruling_of(c: Candidate, r: Requirements) -> LicenceRuling:
    """The ruling on a candidate: of its weights on the machine, of the provider's contract elsewhere."""
    if c.offer is not None:
        return served_ruling(r.declared)
    return ruling_of_model(c.assessment.catalog, c.model, r.declared)


def licence_blanks(c: Candidate, r: Requirements) -> Mapping[str, Blank]:
    """Licence, verdict and the clause that makes it."""
    ruling = ruling_of(c, r)
    clause = ruling.deciding
    return {
        "licence": clause.terms.name if clause else "–",
        "verdict": lambda say: say(ruling.verdict.label),
        "clause": lambda say: say(clause.clause.gist) if clause else "",
    }


def operator_blanks(c: Candidate, _: Requirements) -> Mapping[str, Blank]:
    """Who runs it, and under which law."""
    provider = c.provider
    if provider is None:
        return {"operator": lambda say: say(RENTED_OPERATOR), "law": "?"}
    return {"operator": provider.name, "law": lambda say: say(provider.jurisdiction)}
