"""How private a candidate is: eight levels, each the lowest line whose evidence is complete."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import Offer
from llmselect.estimates.core.candidates import Candidates
from llmselect.settings import Costs, Ownership, Workload
from llmselect.text import Text
from llmselect.units import Floats


class PrivacyLevel(IntEnum):
    """A property of the candidate, not of the model: the same weights are level 7 at home and 0 on a consumer site."""

    CONSUMER = 0
    MAY_TRAIN = 1
    STANDARD_API = 2
    RESIDENCY_OR_ZERO_RETENTION = 3
    EU_API_OR_PRIVATE_CLOUD = 4
    DEDICATED_EU = 5
    OWN_SERVER = 6
    OFFLINE_DEVICE = 7


@dataclass(frozen=True, slots=True)
class LevelWords:
    """A level's name, and the evidence that it asks for."""

    name: Text
    evidence: Text


LEVELS: dict[PrivacyLevel, LevelWords] = {
    PrivacyLevel.OFFLINE_DEVICE: LevelWords(
        Text("Offline on your device", "Hors ligne sur votre appareil"),
        Text("Nothing leaves the device, and telemetry is off.", "Rien ne quitte l’appareil, télémétrie désactivée."),
    ),
    PrivacyLevel.OWN_SERVER: LevelWords(
        Text("Your own server", "Votre serveur"),
        Text("Your premises, your administrators, your logs.", "Vos locaux, vos administrateurs, vos journaux."),
    ),
    PrivacyLevel.DEDICATED_EU: LevelWords(
        Text("Dedicated cloud, EU operator", "Cloud dédié, opérateur européen"),
        Text(
            "Machines for you alone, an operator owned in the EU, a data-processing agreement.",
            "Des machines pour vous seul, un opérateur détenu dans l’UE, un contrat de sous-traitance.",
        ),
    ),
    PrivacyLevel.EU_API_OR_PRIVATE_CLOUD: LevelWords(
        Text(
            "EU API without retention, or private cloud in the EU",
            "API européenne sans conservation, ou cloud privé dans l’UE",
        ),
        Text(
            "EU region or operator, no training, no retention.",
            "Région ou opérateur de l’UE, pas d’entraînement, aucune conservation.",
        ),
    ),
    PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION: LevelWords(
        Text("EU residency or zero retention by contract", "Résidence dans l’UE ou conservation nulle par contrat"),
        Text(
            "A signed contract that is in force for this very model.",
            "Un contrat signé et en vigueur pour ce modèle précis.",
        ),
    ),
    PrivacyLevel.STANDARD_API: LevelWords(
        Text("Standard API", "API standard"),
        Text(
            "No training, at most 30 days of retention, a data-processing agreement.",
            "Pas d’entraînement, 30 jours de conservation au plus, un contrat de sous-traitance.",
        ),
    ),
    PrivacyLevel.MAY_TRAIN: LevelWords(
        Text("Free plan, router, or terms unknown", "Offre gratuite, routeur ou conditions inconnues"),
        Text(
            "Training is possible, or the final operator is unknown.",
            "L’entraînement est possible, ou l’opérateur final est inconnu.",
        ),
    ),
    PrivacyLevel.CONSUMER: LevelWords(
        Text(
            "Consumer application, or a country without safeguards", "Application grand public, ou pays sans garanties"
        ),
        Text(
            "Consumer terms, human review, or no legal basis for the transfer.",
            "Conditions grand public, relecture humaine, ou transfert sans base légale.",
        ),
    ),
}

RENTED_EVIDENCE = Text(
    "A rented machine counts as level 3 until its location is known: with a data-processing "
    "agreement it is level 4 in an EU region, and level 5 with an operator owned in the EU.",
    "Une machine louée compte au niveau 3 tant que l’on ignore où elle se trouve : avec un contrat "
    "de sous-traitance, elle est au niveau 4 dans une région de l’UE, et au niveau 5 chez un "
    "opérateur détenu dans l’UE.",
)


def local_level(costs: Costs, workload: Workload) -> PrivacyLevel:
    """Level of a run on the visitor's machine: rented, serving others, or their own device."""
    if costs.ownership is Ownership.RENTED:
        return PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION
    return PrivacyLevel.OWN_SERVER if workload.users > 1 else PrivacyLevel.OFFLINE_DEVICE


def offer_level(catalog: Catalog, offer: Offer) -> int:
    """The offer's own level where it has one, else its provider's."""
    return catalog.providers[offer.provider].privacy_level if offer.privacy_level is None else offer.privacy_level


def levels(catalog: Catalog, rows: Candidates, costs: Costs, workload: Workload) -> Floats:
    """The level of each candidate, 0 to 7."""
    served = [offer_level(catalog, offer) for offer in catalog.file.offers]
    column = np.array([*served, int(local_level(costs, workload))], dtype=np.float64)
    return column[rows.offer]  # a local run has offer -1: the last entry


def evidence(catalog: Catalog, offer_id: str | None, costs: Costs, workload: Workload) -> Text:
    """One sentence on what the level rests on."""
    if offer_id is None:
        if costs.ownership is Ownership.RENTED:
            return RENTED_EVIDENCE
        return LEVELS[local_level(costs, workload)].evidence
    offer = catalog.offers[offer_id]
    return offer.privacy_evidence or catalog.providers[offer.provider].privacy_evidence
