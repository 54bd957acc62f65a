"""How private a candidate is: eight levels, each the lowest line whose evidence is complete."""

import datetime
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import YesNo
from llmselect.catalog.offers import Offer
from llmselect.estimates.core.candidates import Candidates
from llmselect.settings import Costs, Ownership, RentedFrom, Workload
from llmselect.text import Text
from llmselect.units import Floats

DEFINITION = "definition of the level"
DEFINED_ON = datetime.date(2026, 11, 21)


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


@dataclass(frozen=True, slots=True)
class RentedPrivacy:
    """What is known of who rents a machine out: the level on it, the one that a contract reaches, and why."""

    level: PrivacyLevel
    """Where something of the next level's evidence is unknown, the level below."""
    best_level: PrivacyLevel
    eu_operator: YesNo
    evidence: Text
    source: str
    checked: datetime.date


RENTED: dict[RentedFrom, RentedPrivacy] = {
    RentedFrom.UNKNOWN: RentedPrivacy(
        PrivacyLevel.STANDARD_API,
        PrivacyLevel.DEDICATED_EU,
        YesNo.UNKNOWN,
        Text(
            "Operator, region and contract are unknown, so it counts one level less than residency or a contract: say "
            "whom you rent from.",
            "Opérateur, région et contrat sont inconnus\u202f: un niveau de moins que la résidence ou un contrat. "
            "Dites chez qui vous louez.",
        ),
        DEFINITION,
        DEFINED_ON,
    ),
    RentedFrom.MARKETPLACE: RentedPrivacy(
        PrivacyLevel.MAY_TRAIN,
        PrivacyLevel.MAY_TRAIN,
        YesNo.UNKNOWN,
        Text(
            "The host behind a marketplace is somebody else each time: the final operator is unknown.",
            "Derrière une place de marché, l’hébergeur change à chaque fois\u202f: l’opérateur final est inconnu.",
        ),
        DEFINITION,
        DEFINED_ON,
    ),
    RentedFrom.EU_REGION: RentedPrivacy(
        PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION,
        PrivacyLevel.EU_API_OR_PRIVATE_CLOUD,
        YesNo.NO,
        Text(
            "You run open weights in your own account in an EU region; the parent is American. With the "
            "data-processing agreement signed it is level 4.",
            "Vous exécutez des poids ouverts dans votre compte, dans une région de l’UE\u202f; la maison mère est "
            "américaine. Contrat de sous-traitance signé\u202f: niveau 4.",
        ),
        "definition of the level, no single page",
        DEFINED_ON,
    ),
    RentedFrom.EU_OPERATOR: RentedPrivacy(
        PrivacyLevel.EU_API_OR_PRIVATE_CLOUD,
        PrivacyLevel.DEDICATED_EU,
        YesNo.YES,
        Text(
            "Machines for you alone under EU law (OVHcloud, Outscale, Scaleway…). The contract and the scope of the "
            "certification (SecNumCloud, HDS) were not read: with them it is level 5.",
            "Des machines pour vous seul, sous la loi de l’UE (OVHcloud, Outscale, Scaleway…). Le contrat et le "
            "périmètre de la certification (SecNumCloud, HDS) n’ont pas été lus\u202f: avec eux, niveau 5.",
        ),
        "provider pages of 2026, in part",
        DEFINED_ON,
    ),
}
"""By whom a machine is rented from; the regions and plans of the law say the same of two of them."""


def local_level(costs: Costs, workload: Workload) -> PrivacyLevel:
    """Level of a run on the visitor's machine: rented, serving others, or their own device."""
    if costs.ownership is Ownership.RENTED:
        return RENTED[costs.rented_from].level
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
            return RENTED[costs.rented_from].evidence
        return LEVELS[local_level(costs, workload)].evidence
    offer = catalog.offers[offer_id]
    return offer.privacy_evidence or catalog.providers[offer.provider].privacy_evidence
