"""Meetings for rehearsal: invented participants, who are called so wherever they are shown."""

from collections.abc import Sequence

import numpy as np

from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.text import Text, Voice
from llmselect.units import Floats
from llmselect.workshop.store import hosting, taking_part
from llmselect.workshop.store.database import Database
from llmselect.workshop.store.hosting import Hosted

INVENTED = Text("Invented {n}", "Inventé {n}")
PEOPLE = 12
SEED = 1944
CONCENTRATION = 40.0
"""Of the Dirichlet distribution around each of two camps."""
MOVED = 0.35
"""How far an invented person moves towards the others in a second round: made up, like the people."""


def open_practice(database: Database, case: DecisionCase, title: str, say: Voice, people: int = PEOPLE) -> Hosted:
    """A meeting whose invented participants have finished two rounds: camps that come closer. Raises WorkshopFault."""
    hosted = hosting.open_meeting(database, case, title, practice=True)
    code = hosting.host_view(database, hosted.host_token).meeting.join_code
    names = [say(INVENTED, n=number + 1) for number in range(people)]
    tokens = [taking_part.join(database, code, name, "practice", invented=True) for name in names]
    before = invented_weights(len(case.criteria), people)
    _cast_all(database, case, tokens, before, 1)
    hosting.next_round(database, hosted.host_token)
    _cast_all(database, case, tokens, (1 - MOVED) * before + MOVED * before.mean(axis=0), 2)
    return hosted


def invented_weights(criteria: int, people: int) -> Floats:
    """Shares, (people, criteria): half the people put the first criterion far ahead, the others the last."""
    rng = np.random.default_rng(SEED)
    centre = np.ones(criteria)
    centre[0] = 4.0
    return np.stack(
        [
            rng.dirichlet(CONCENTRATION * (centre if person % 2 else centre[::-1]) / centre.sum())
            for person in range(people)
        ]
    )


def _cast_all(database: Database, case: DecisionCase, tokens: Sequence[str], shares: Floats, round: int) -> None:
    ids = [criterion.id for criterion in case.criteria]
    for token, row in zip(tokens, shares, strict=True):
        points = {id: _tenths(100 * float(share)) for id, share in zip(ids, row, strict=True)}
        taking_part.cast(database, token, round, points, True, taking_part.next_change(None))


def _tenths(value: float) -> float:
    """Weights as sliders hold them; never quite 0, so that a ballot of one criterion stays one."""
    return max(round(value, 1), 0.1)
