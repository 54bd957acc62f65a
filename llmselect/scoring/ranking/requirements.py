"""The list of all requirements (hard filters); one entry here is all a new one needs. Their type: `requirement.py`."""

from llmselect.estimates.core.columns import Fit
from llmselect.scoring.ranking.law_conditions import level_blanks, private_enough
from llmselect.scoring.ranking.licence_requirements import LICENCE_REQUIREMENTS
from llmselect.scoring.ranking.requirement import Requirement
from llmselect.scoring.ranking.requirement_conditions import (
    LEAST_BITS,
    LEAST_EVIDENCE,
    able,
    at_effort,
    bits_of,
    by_model,
    fit_blanks,
    not_above,
    not_retired,
    open_weights,
    own,
    quantized,
    stated,
    way_allowed,
    way_blanks,
)
from llmselect.settings import EvidenceAsked
from llmselect.text import Text, number_in_both
from llmselect.units import HOURS_PER_MONTH


def _capability(code: str, label: Text, failing: Text, sentence: Text) -> Requirement:
    """A capability that a source states for a model, denies, or does not mention."""
    return Requirement(code, label, failing, able(code), sentence, stated=stated(code))


REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "include_retired",
        Text("Still offered", "Encore proposé"),
        Text("No longer offered", "N’est plus proposé"),
        not_retired,
        Text(
            "The provider has retired it, or no longer lists it.", "Le fournisseur l’a retiré, ou ne le propose plus."
        ),
        asked=lambda r: not r.include_retired,
    ),
    Requirement(
        "include_base_models",
        Text("Follows instructions", "Suit des instructions"),
        Text("Base model", "Modèle de base"),
        lambda a, _: by_model(a, lambda at: not a.catalog.file.models[at].base_model),
        Text(
            "It is a base model: it continues text and does not follow instructions.",
            "C’est un modèle de base : il prolonge un texte et ne suit pas d’instructions.",
        ),
        asked=lambda r: not r.include_base_models,
    ),
    Requirement(
        "include_uncensored",
        Text("Keeps its guardrails", "Garde ses garde-fous"),
        Text("Guardrails removed", "Sans garde-fous"),
        lambda a, _: by_model(a, lambda at: not a.catalog.file.models[at].uncensored),
        Text("Its guardrails were removed.", "Ses garde-fous ont été retirés."),
        asked=lambda r: not r.include_uncensored,
    ),
    Requirement(
        "include_unpublished",
        Text("Published files", "Fichiers publiés"),
        Text("No published files", "Fichiers non publiés"),
        lambda a, _: a.repository_known,
        Text(
            "Nobody is known to publish it in that format: its files have to be made first.",
            "On ne connaît personne qui le publie dans ce format\u00a0: il faut d’abord fabriquer ses fichiers.",
        ),
        asked=lambda r: not r.include_unpublished and r.quantization is None,
    ),
    Requirement(
        "include_below_3_bits",
        Text("At least 3 bits per weight", "Au moins 3 bits par poids"),
        Text("Under 3 bits per weight", "Moins de 3 bits par poids"),
        lambda a, _: ~a.rows.local | (bits_of(a) >= LEAST_BITS),
        Text(
            "It would run only with {has} bits per weight: about one token in five differs, and no result of tools or "
            "agents is published for so few.",
            "Il ne s’exécuterait qu’avec {has} bits par poids\u00a0: environ un jeton sur cinq diffère, et aucun "
            "résultat d’outils ou d’agents n’est publié à si peu.",
        ),
        lambda c, _: {"has": number_in_both(c.quantization.nominal_bits if c.quantization else None, 1)},
        asked=lambda r: not r.include_below_3_bits and r.quantization is None,
    ),
    Requirement(
        "fits",
        Text("Runs on the machine", "Tient sur la machine"),
        Text("Too large for the machine", "Trop grand pour la machine"),
        lambda a, _: a.fit > Fit.NONE,
        Text(
            "It needs {needs}, and only {has} is available: {more} are missing.",
            "Il lui faut {needs}, et seuls {has} sont disponibles : il manque {more}.",
        ),
        fit_blanks,
    ),
    Requirement(
        "fully_on_accelerator",
        Text("Wholly on the accelerator", "Entièrement sur l’accélérateur"),
        Text("Not wholly on the accelerator", "Pas entièrement sur l’accélérateur"),
        lambda a, _: (a.fit != Fit.PARTIAL) & (a.fit != Fit.NONE),
        Text(
            "It needs {needs} on the accelerator, where {has} are available: part of it would run on the processor.",
            "Il lui faut {needs} sur l’accélérateur, où {has} sont disponibles : une partie s’exécuterait "
            "sur le processeur.",
        ),
        fit_blanks,
    ),
    Requirement(
        "context",
        Text("Supports the context", "Accepte le contexte"),
        Text("Context too short", "Contexte trop court"),
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
        Text("Too slow for the volume", "Trop lent pour le volume"),
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
        Text("Not at a provider", "Pas chez un fournisseur"),
        lambda a, _: ~a.rows.local,
        Text(
            "It would run on your machine, and you require a provider.",
            "Il s’exécuterait sur votre machine, et vous exigez un fournisseur.",
        ),
    ),
    Requirement(
        "local",
        Text("On your machine", "Sur votre machine"),
        Text("Not on your machine", "Pas sur votre machine"),
        lambda a, _: a.rows.local,
        Text(
            "A provider runs it, and you require your own machine.",
            "Un fournisseur l’exécute, et vous exigez votre propre machine.",
        ),
    ),
    Requirement(
        "ways_off",
        Text("Ways to run", "Façons d’exécuter"),
        Text("Way to run switched off", "Façon d’exécuter écartée"),
        way_allowed,
        Text(
            "It would run by a way that you switched off: {way}.",
            "Il s’exécuterait d’une façon que vous avez écartée\u202f: {way}.",
        ),
        way_blanks,
    ),
    Requirement(
        "open_weights",
        Text("Open weights", "Poids ouverts"),
        Text("Weights not open", "Poids non ouverts"),
        open_weights,
        Text("Its weights are not published.", "Ses poids ne sont pas publiés."),
    ),
    *LICENCE_REQUIREMENTS,
    _capability(
        "french",
        Text("French", "Français"),
        Text("Not made for French", "Pas fait pour le français"),
        Text("It is not made for French.", "Il n’est pas fait pour le français."),
    ),
    _capability(
        "tool_use",
        Text("Calls tools", "Appelle des outils"),
        Text("No tool calls", "Sans appel d’outils"),
        Text("It does not call tools.", "Il n’appelle pas d’outils."),
    ),
    _capability(
        "image_input",
        Text("Reads images", "Lit des images"),
        Text("Reads no images", "Ne lit pas d’images"),
        Text("It takes no images.", "Il n’accepte pas d’images."),
    ),
    _capability(
        "structured_output",
        Text("Structured output", "Sortie structurée"),
        Text("No structured output", "Sans sortie structurée"),
        Text("It cannot be held to a JSON schema.", "On ne peut pas lui imposer un schéma JSON."),
    ),
    Requirement(
        "evidence",
        Text("Proven quality", "Qualité prouvée"),
        Text("Quality not proven", "Qualité non prouvée"),
        lambda a, r: (a.evidence >= LEAST_EVIDENCE[r.evidence]) | own(a),
        Text(
            "Its quality is {has}, and you require {need}.",
            "Sa qualité est {has}, et vous exigez {need}.",
        ),
        lambda c, r: {"has": lambda say: say(c.evidence.label), "need": lambda say: say(r.evidence.label)},
        asked=lambda r: r.evidence is not EvidenceAsked.ANY,
    ),
    Requirement(
        "quantization",
        Text("Quantization", "Quantification"),
        Text("Another quantization", "Autre quantification"),
        lambda a, r: quantized(a, r.quantization),
        Text("It is stored as {has}, and you ask for {need}.", "Il est stocké en {has}, et vous demandez {need}."),
        lambda c, r: {"has": c.quantization.id if c.quantization else "–", "need": r.quantization or "–"},
    ),
    Requirement(
        "effort",
        Text("Reasoning effort", "Effort de raisonnement"),
        Text("Another reasoning effort", "Autre effort de raisonnement"),
        lambda a, r: at_effort(a, r.effort),
        Text(
            "Its reasoning effort is “{has}”, and you ask for “{need}”.",
            "Son effort de raisonnement est «\u202f{has}\u202f», et vous demandez «\u202f{need}\u202f».",
        ),
        lambda c, r: {"has": lambda say: say(c.effort.label), "need": lambda say: say((r.effort or c.effort).label)},
    ),
    Requirement(
        "privacy_level",
        Text("Privacy level", "Niveau de confidentialité"),
        Text("Privacy level too low", "Confidentialité trop faible"),
        private_enough,
        Text(
            "Its privacy level is {has}, and you require {need}{contract}.",
            "Son niveau de confidentialité est {has}, et vous exigez {need}{contract}.",
        ),
        level_blanks,
    ),
    Requirement(
        "usd_per_month",
        Text("Budget", "Budget"),
        Text("Over budget", "Hors budget"),
        lambda a, r: not_above(a.usd_per_month, r.usd_per_month),
        Text(
            "It would cost {cost} USD per month, and your budget is {budget}.",
            "Il coûterait {cost} USD par mois, et votre budget est de {budget}.",
        ),
        lambda c, r: {"cost": number_in_both(c.cost_usd_per_month, 2), "budget": number_in_both(r.usd_per_month, 2)},
    ),
    Requirement(
        "ttft_s",
        Text("Time to first token", "Délai avant le premier jeton"),
        Text("First token too late", "Premier jeton trop tardif"),
        lambda a, r: not_above(a.ttft_s.likely, r.ttft_s),
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
        "thinking_answer_s",
        Text("Reasons no longer than", "Raisonne au plus"),
        Text("Reasons too long", "Raisonne trop longtemps"),
        lambda a, r: (a.thinking_tokens.likely <= 0) | not_above(a.finish_s.likely, r.thinking_answer_s),
        Text(
            "An answer with its reasoning likely takes {has} s, and you allow {need}.",
            "Une réponse avec son raisonnement prend sans doute {has} s, et vous en accordez {need}.",
        ),
        lambda c, r: {
            "has": number_in_both(c.finish_s.likely if c.finish_s else None),
            "need": number_in_both(r.thinking_answer_s),
        },
    ),
    Requirement(
        "decode_tokens_per_s",
        Text("Writing speed (decode)", "Vitesse d’écriture (decode)"),
        Text("Writes too slowly", "Écriture trop lente"),
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
