"""The list of all requirements (hard filters); one entry here is all a new one needs. Their type: `requirement.py`."""

from collections.abc import Callable, Mapping

import numpy as np

from llmselect.catalog.licences import Commercial
from llmselect.catalog.models import Lifecycle, YesNo
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.columns import Fit
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.requirement import Requirement, gib_blank
from llmselect.settings import Requirements
from llmselect.text import UNKNOWN, Blank, Text, number_in_both
from llmselect.units import GIB, HOURS_PER_MONTH, Bools, Floats


def _by_model(assessment: CandidateEstimates, holds: Callable[[int], bool]) -> Bools:
    """One answer for each model, spread over its candidates; `holds` gets the model's position in the catalog."""
    count = len(assessment.catalog.file.models)
    return np.array([holds(position) for position in range(count)], dtype=np.bool_)[assessment.rows.model]


def _by_offer(assessment: CandidateEstimates, holds: Callable[[int], bool]) -> Bools:
    """One answer for each offer; runs on the machine always hold."""
    count = len(assessment.catalog.file.offers)
    return np.array([*(holds(position) for position in range(count)), True], dtype=np.bool_)[assessment.rows.offer]


def _not_above(column: Floats, limit: float | None) -> Bools:
    return column <= (np.inf if limit is None else limit)  # false where nothing is known


def _commercial(a: CandidateEstimates, _: Requirements) -> Bools:
    """A provider's terms are made for business; weights need a licence that allows it, freely or on conditions."""
    granted = {i for i, licence in a.catalog.licences.items() if licence.commercial_use in ALLOWING}
    models = a.catalog.file.models
    return _by_model(a, lambda at: (models[at].licence or "") in granted) | ~a.rows.local


def _not_retired(a: CandidateEstimates, _: Requirements) -> Bools:
    models, offers = a.catalog.file.models, a.catalog.file.offers
    kept = _by_model(a, lambda at: models[at].state is Lifecycle.CURRENT)
    return kept & _by_offer(a, lambda at: offers[at].state is Lifecycle.CURRENT)


def _fit_blanks(c: Candidate, _: Requirements) -> Mapping[str, Blank]:
    capacity = c.device_memory_bytes
    if capacity is None:
        has = c.assessment.machine.host_memory_gib * GIB
        more = (c.memory_bytes or 0) - has
        return {"needs": gib_blank(c.memory_bytes), "has": gib_blank(has), "more": gib_blank(more)}
    needs = c.full_device_bytes or 0.0
    return {"needs": gib_blank(needs), "has": gib_blank(capacity), "more": gib_blank(needs - capacity)}


def _known(name: str) -> Callable[[CandidateEstimates, Requirements], Bools]:
    def met(a: CandidateEstimates, _: Requirements) -> Bools:
        models = a.catalog.file.models
        return _by_model(a, lambda at: getattr(models[at], name) is YesNo.YES)

    return met


def _licence_name(c: Candidate, _: Requirements) -> Mapping[str, Blank]:
    licence = c.assessment.catalog.licences.get(c.model.licence or "")
    return {"licence": licence.name if licence else lambda voice: voice(UNKNOWN)}


def _eu(a: CandidateEstimates, _: Requirements) -> Bools:
    models = a.catalog.file.models
    return _by_model(a, lambda at: not models[at].eu_excluded) | ~a.rows.local


def _open_weights(a: CandidateEstimates, _: Requirements) -> Bools:
    models = a.catalog.file.models
    return _by_model(a, lambda at: models[at].hub_repo is not None or models[at].open_model is not None)


ALLOWING = (Commercial.YES, Commercial.CONDITIONAL)

REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "include_retired",
        Text("Still offered", "Encore proposé"),
        _not_retired,
        Text(
            "The provider has retired it, or no longer lists it.", "Le fournisseur l’a retiré, ou ne le propose plus."
        ),
        asked=lambda r: not r.include_retired,
    ),
    Requirement(
        "include_base_models",
        Text("Follows instructions", "Suit des instructions"),
        lambda a, _: _by_model(a, lambda at: not a.catalog.file.models[at].base_model),
        Text(
            "It is a base model: it continues text and does not follow instructions.",
            "C’est un modèle de base : il prolonge un texte et ne suit pas d’instructions.",
        ),
        asked=lambda r: not r.include_base_models,
    ),
    Requirement(
        "include_uncensored",
        Text("Keeps its guardrails", "Garde ses garde-fous"),
        lambda a, _: _by_model(a, lambda at: not a.catalog.file.models[at].uncensored),
        Text("Its guardrails were removed.", "Ses garde-fous ont été retirés."),
        asked=lambda r: not r.include_uncensored,
    ),
    Requirement(
        "fits",
        Text("Runs on the machine", "Tient sur la machine"),
        lambda a, _: a.fit > Fit.NONE,
        Text(
            "It needs {needs}, and only {has} is available: {more} are missing.",
            "Il lui faut {needs}, et seuls {has} sont disponibles : il manque {more}.",
        ),
        _fit_blanks,
    ),
    Requirement(
        "fully_on_accelerator",
        Text("Wholly on the accelerator", "Entièrement sur l’accélérateur"),
        lambda a, _: (a.fit != Fit.PARTIAL) & (a.fit != Fit.NONE),
        Text(
            "It needs {needs} on the accelerator, where {has} are available: part of it would run on the processor.",
            "Il lui faut {needs} sur l’accélérateur, où {has} sont disponibles : une partie s’exécuterait "
            "sur le processeur.",
        ),
        _fit_blanks,
    ),
    Requirement(
        "context",
        Text("Supports the context", "Accepte le contexte"),
        lambda a, _: ~(a.context_tokens < a.workload.context_tokens),
        Text(
            "It supports at most {most} tokens of context, and you need {need}.",
            "Il accepte au plus {most} jetons de contexte, et il vous en faut {need}.",
        ),
        lambda c, _: {
            "most": number_in_both(c.context_tokens),
            "need": number_in_both(c.assessment.workload.context_tokens),
        },
    ),
    Requirement(
        "volume",
        Text("Handles the volume", "Supporte le volume"),
        lambda a, _: ~(a.busy_hours > HOURS_PER_MONTH),
        Text(
            "Your requests would keep the machine busy for {hours} hours per month; a month has {month}.",
            "Vos requêtes occuperaient la machine {hours} heures par mois ; un mois en compte {month}.",
        ),
        lambda c, _: {
            "hours": number_in_both(float(c.assessment.busy_hours[c.row])),
            "month": number_in_both(HOURS_PER_MONTH),
        },
    ),
    Requirement(
        "served",
        Text("At a provider", "Chez un fournisseur"),
        lambda a, _: ~a.rows.local,
        Text(
            "It would run on your machine, and you require a provider.",
            "Il s’exécuterait sur votre machine, et vous exigez un fournisseur.",
        ),
    ),
    Requirement(
        "local",
        Text("On your machine", "Sur votre machine"),
        lambda a, _: a.rows.local,
        Text(
            "A provider runs it, and you require your own machine.",
            "Un fournisseur l’exécute, et vous exigez votre propre machine.",
        ),
    ),
    Requirement(
        "open_weights",
        Text("Open weights", "Poids ouverts"),
        _open_weights,
        Text("Its weights are not published.", "Ses poids ne sont pas publiés."),
    ),
    Requirement(
        "commercial",
        Text("Commercial use", "Usage commercial"),
        _commercial,
        Text(
            "Its licence ({licence}) does not clearly grant commercial use.",
            "Sa licence ({licence}) n’accorde pas clairement l’usage commercial.",
        ),
        _licence_name,
    ),
    Requirement(
        "eu",
        Text("Licensed in the EU", "Licence valable dans l’UE"),
        _eu,
        Text(
            "Its licence ({licence}) grants nothing to persons or companies in the EU.",
            "Sa licence ({licence}) n’accorde rien aux personnes ni aux entreprises de l’UE.",
        ),
        _licence_name,
    ),
    Requirement(
        "french",
        Text("French", "Français"),
        _known("french"),
        Text(
            "Its publisher does not list French among its languages.",
            "Son éditeur ne cite pas le français parmi ses langues.",
        ),
    ),
    Requirement(
        "tool_use",
        Text("Calls tools", "Appelle des outils"),
        _known("tool_use"),
        Text("It is not known to call tools.", "On ne lui connaît pas d’appel d’outils."),
    ),
    Requirement(
        "scored",
        Text("Has a public score", "A un score public"),
        lambda a, _: a.scored,
        Text("It has no public score for this use.", "Il n’a aucun score public pour cet usage."),
    ),
    Requirement(
        "privacy_level",
        Text("Privacy level", "Niveau de confidentialité"),
        lambda a, r: a.privacy_level >= (r.privacy_level or 0),
        Text(
            "Its privacy level is {has}, and you require {need}.",
            "Son niveau de confidentialité est {has}, et vous exigez {need}.",
        ),
        lambda c, r: {"has": number_in_both(c.privacy_level), "need": number_in_both(r.privacy_level)},
    ),
    Requirement(
        "usd_per_month",
        Text("Budget", "Budget"),
        lambda a, r: _not_above(a.usd_per_month, r.usd_per_month),
        Text(
            "It would cost {cost} USD per month, and your budget is {budget}.",
            "Il coûterait {cost} USD par mois, et votre budget est de {budget}.",
        ),
        lambda c, r: {"cost": number_in_both(c.cost_usd_per_month, 2), "budget": number_in_both(r.usd_per_month, 2)},
    ),
    Requirement(
        "ttft_s",
        Text("Time to first token", "Délai avant le premier jeton"),
        lambda a, r: _not_above(a.ttft_s.likely, r.ttft_s),
        Text(
            "Its first token probably takes {has} s, and you allow {need} s.",
            "Son premier jeton prend probablement {has} s, et vous en accordez {need}.",
        ),
        lambda c, r: {
            "has": number_in_both(c.ttft_s.likely if c.ttft_s else None, 1),
            "need": number_in_both(r.ttft_s, 1),
        },
    ),
    Requirement(
        "decode_tokens_per_s",
        Text("Writing speed (decode)", "Vitesse d’écriture (decode)"),
        lambda a, r: a.decode.likely >= (r.decode_tokens_per_s or 0.0),
        Text(
            "It probably writes {has} tokens per second, and you require {need}.",
            "Il écrit probablement {has} jetons par seconde, et vous en exigez {need}.",
        ),
        lambda c, r: {
            "has": number_in_both(c.decode_tokens_per_s.likely if c.decode_tokens_per_s else None, 1),
            "need": number_in_both(r.decode_tokens_per_s, 1),
        },
    ),
)
BY_CODE = {requirement.code: requirement for requirement in REQUIREMENTS}
