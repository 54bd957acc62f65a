"""Small decisions that tests share."""

from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCell, CaseCriterion, DecisionCase
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.settings import Weight

PRICE = CaseCriterion(
    id="price", name="Price", unit="USD", scale=ValueScale.LOGARITHMIC, unacceptable=100, good_enough=1, best=0.1
)
QUALITY = CaseCriterion(id="quality", name="Quality", unit="points", unacceptable=20, good_enough=94, best=95)
COMFORT = CaseCriterion(id="comfort", name="Comfort", unacceptable=0, good_enough=8, best=10)


def cell(candidate, criterion, value, low=None, high=None):
    return CaseCell(
        candidate=candidate,
        criterion=criterion,
        low=value if low is None else low,
        likely=value,
        high=value if high is None else high,
    )


def three_by_three(weights=(40, 40, 20)):
    """Cheap but plain, dear but good, and one of which the comfort is not known."""
    return DecisionCase(
        title="Which one?",
        candidates=tuple(CaseCandidate(id=name, name=name.upper()) for name in ("a", "b", "c")),
        criteria=(PRICE, QUALITY, COMFORT),
        cells=(
            cell("a", "price", 1.5, 1.2, 2.0),
            cell("a", "quality", 60, 55, 65),
            cell("a", "comfort", 5),
            cell("b", "price", 20.0),
            cell("b", "quality", 85, 82, 88),
            cell("b", "comfort", 8),
            cell("c", "price", 5.0),
            cell("c", "quality", 70),
        ),
        weights=tuple(Weight(c, w) for c, w in zip(("price", "quality", "comfort"), weights, strict=True)),
    )
