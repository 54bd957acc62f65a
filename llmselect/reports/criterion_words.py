"""Criteria as sliders, radar and bars name them, for the better side; and whether a value of one is only expected."""

from collections.abc import Sequence

from llmselect.estimates.quality import Evidence
from llmselect.estimates.speed.served_speed import SpeedBasis
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.text import Text, Voice
from llmselect.units import Floats

VIRTUES = {"cost": Text("Low cost", "Faible coût"), "latency": Text("Speed", "Vitesse")}
"""Where the criterion's own name does not say which side is the better one."""


def virtue(number: int, say: Voice) -> str:
    """Name of a criterion, by its place in CRITERIA, of which more is better."""
    criterion = CRITERIA[number]
    return say(VIRTUES.get(criterion.name, criterion.label))


def drawn(shares: Floats) -> list[int]:
    """Criteria that every picture has: those that count from the start, and optional ones with weight."""
    return [i for i, criterion in enumerate(CRITERIA) if not criterion.optional or shares[i] > 0]


def only_expected(candidate: Candidate, numbers: Sequence[int]) -> tuple[bool, ...]:
    """For each criterion, by place, whether nothing public stands behind the value itself."""
    return tuple(_rests_on_nothing_public(candidate, CRITERIA[i].name) for i in numbers)


def _rests_on_nothing_public(candidate: Candidate, criterion: str) -> bool:
    match criterion:
        case "quality":
            return candidate.evidence is Evidence.EXPECTED
        case "cost":
            return not candidate.assessment.cost_known[candidate.row]
        case "latency":
            return candidate.speed_basis is SpeedBasis.SIZE
        case _:
            return False
