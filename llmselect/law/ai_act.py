"""What the EU AI Act asks of a case, with the day from which it applies: information, and no legal advice."""

import datetime
from functools import cache
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.law.facts_file import read_facts
from llmselect.settings import Organisation, Serving
from llmselect.text import Labelled, Text


class ActRole(Labelled):
    """What one is under the Act; one organisation may be several."""

    DEPLOYER = "deployer", Text("a deployer (you use AI at work)", "déployeur (vous utilisez l’IA au travail)")
    PROVIDER = (
        "provider",
        Text("a provider (you put AI on the market)", "fournisseur (vous mettez une IA sur le marché)"),
    )
    MODEL_MAKER = (
        "model_maker",
        Text(
            "the maker of a model, if the one you train is for general use",
            "fabricant d’un modèle, si celui que vous entraînez est d’usage général",
        ),
    )


class ActDuty(Sourced):
    """One duty, whom it binds, and since when."""

    id: Identifier
    duty: Words
    applies_from: Annotated[datetime.date, Enum]
    roles: tuple[Annotated[ActRole, Enum], ...] = Field(strict=False)


class _ActFile(Record):
    duties: tuple[ActDuty, ...] = Field(strict=False)


@cache
def act_duties() -> tuple[ActDuty, ...]:
    """All duties, by the day they apply from."""
    return tuple(sorted(read_facts("ai_act.json", _ActFile).duties, key=lambda duty: duty.applies_from))


SELLS = (Serving.PRODUCT, Serving.ASSISTANT, Serving.RESALE)


def roles_of(organisation: Organisation) -> tuple[ActRole, ...]:
    """The roles that the answers point to; who answers nothing is taken for a deployer, as most are."""
    roles = [ActRole.DEPLOYER]
    if organisation.serving in SELLS:
        roles.append(ActRole.PROVIDER)
    if organisation.trains_on_outputs:
        roles.append(ActRole.MODEL_MAKER)
    return tuple(roles)


def duties_of(organisation: Organisation) -> tuple[ActDuty, ...]:
    """The duties of those roles, by day."""
    roles = set(roles_of(organisation))
    return tuple(duty for duty in act_duties() if roles & set(duty.roles))
