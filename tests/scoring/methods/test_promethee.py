"""PROMETHEE I and II against published numbers."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.promethee import Preference, Promethee, Shape, preference_of, promethee

HYDRO = [
    [80, 90, 600, 54, 8, 5],
    [65, 58, 200, 97, 1, 1],
    [83, 60, 400, 72, 4, 7],
    [40, 80, 1000, 75, 7, 10],
    [52, 72, 600, 20, 3, 8],
    [94, 96, 700, 36, 5, 6],
]
"""Brans, J.-P., Vincke, Ph., & Mareschal, B. (1986). EJOR 24(2), 228-238, doi:10.1016/0377-2217(86)90044-5; the same
problem as in Brans & Vincke (1985), Management Science 31(6), 647-656."""
ITALY, BELGIUM, GERMANY, SWEDEN, AUSTRIA, FRANCE = range(6)
DIRECTIONS = ["min", "max", "min", "min", "min", "max"]
PREFERENCES = [
    Preference("II", q=10),
    Preference("III", p=30),
    Preference("V", q=50, p=500),
    Preference("IV", q=10, p=60),
    Preference("I"),
    Preference("VI", s=5),
]
PRINTED = [
    [0, 0.296, 0.25, 0.268, 0.1, 0.185],
    [0.462, 0, 0.389, 0.333, 0.296, 0.5],
    [0.236, 0.18, 0, 0.333, 0.056, 0.429],
    [0.399, 0.505, 0.305, 0, 0.223, 0.212],
    [0.444, 0.515, 0.487, 0.38, 0, 0.448],
    [0.286, 0.399, 0.25, 0.432, 0.133, 0],
]


def hydro(*weights: float) -> Promethee:
    return promethee(HYDRO, weights or [1] * 6, DIRECTIONS, PREFERENCES)


def test_brans_vincke_and_mareschal_1986() -> None:
    found = hydro()
    assert found.pi == pytest.approx(np.array(PRINTED), abs=2e-3)
    assert 5 * found.net == pytest.approx([-0.728, 0.085, -0.447, -0.102, 1.466, -0.274], abs=3e-3)
    assert found.plus == pytest.approx([0.2199, 0.3963, 0.2466, 0.3293, 0.4547, 0.3001], abs=1e-4)
    assert found.minus == pytest.approx([0.3655, 0.3791, 0.3362, 0.3493, 0.1618, 0.3549], abs=1e-4)
    assert np.argsort(found.ranks).tolist() == [AUSTRIA, BELGIUM, SWEDEN, FRANCE, GERMANY, ITALY]


def test_promethee_1_does_not_compare_what_its_flows_order_differently() -> None:
    """Belgium has more going out and more coming in than Italy and three others; so has Germany against two."""
    found = hydro()
    pairs = [(ITALY, BELGIUM), (BELGIUM, GERMANY), (BELGIUM, SWEDEN), (BELGIUM, FRANCE), (GERMANY, SWEDEN)]
    assert np.argwhere(np.triu(found.incomparable)).tolist() == [list(pair) for pair in [*pairs, (GERMANY, FRANCE)]]
    assert (found.incomparable == found.incomparable.T).all()
    assert found.preferred[AUSTRIA].tolist() == [True, True, True, True, False, True]
    assert not (found.preferred & found.preferred.T).any()


def test_with_villages_at_55_belgium_is_first() -> None:
    """Mareschal, Exercises with Visual PROMETHEE (2019), on the same table."""
    found = hydro(9, 9, 9, 9, 55, 9)
    assert int(np.argmax(found.net)) == BELGIUM
    assert found.net[BELGIUM] == pytest.approx(0.4693, abs=1e-3)


def test_papathanasiou_and_ploskas_2018() -> None:
    """Papathanasiou, J., & Ploskas, N. (2018). Multiple criteria decision aid, pp. 57-89. Springer."""
    matrix = [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]]
    found = promethee(matrix, [0.4, 0.3, 0.1, 0.2], None, [Preference("V", q=1, p=2)] * 4)
    assert found.net == pytest.approx([-0.26, -0.52, -0.22, 0.36, 0.7, -0.06], abs=5e-3)


def test_a_dominated_candidate_is_never_first() -> None:
    """A Julia package's own test expects the opposite sign: its row 4 first, which row 1 beats on every criterion.

    https://github.com/jbytecode/JMcDM test/mcdm/testpromethee.jl
    """
    matrix = [
        [42, 35, 43, 51],
        [89, 72, 92, 85],
        [14, 85, 17, 40],
        [57, 60, 45, 80],
        [48, 32, 43, 40],
        [71, 45, 60, 85],
        [69, 40, 72, 55],
        [64, 35, 70, 60],
    ]
    linear = [Preference("V", 49, 100), Preference("III", p=98), Preference("V", 45, 95), Preference("V", 30, 80)]
    found = promethee(matrix, [0.25, 0.35, 0.22, 0.18], None, linear)
    assert int(np.argmax(found.net)) == 1
    assert found.net[1] > 0 > found.net[4]
    assert -found.net == pytest.approx([0.07, -0.15, -0.06, -0.05, 0.10, 0.0, 0.03, 0.06], abs=6e-3)


def test_the_same_problem_asked_twice_has_the_same_answer() -> None:
    assert (hydro().net == hydro().net).all()


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        (Preference("I"), [0, 0, 1, 1, 1, 1]),
        (Preference("II", q=2), [0, 0, 0, 0, 1, 1]),
        (Preference("III", p=4), [0, 0, 0.25, 0.5, 0.75, 1]),
        (Preference("IV", q=1, p=2), [0, 0, 0, 0.5, 1, 1]),
        (Preference("V", q=1, p=3), [0, 0, 0, 0.5, 1, 1]),
        (Preference("VI", s=2), [0, 0, 1 - np.exp(-1 / 8), 1 - np.exp(-0.5), 1 - np.exp(-9 / 8), 1 - np.exp(-2)]),
    ],
    ids=lambda value: value.shape if isinstance(value, Preference) else "",
)
def test_the_six_shapes(preference: Preference, expected: list[float]) -> None:
    assert preference_of(np.array([-1.0, 0, 1, 2, 3, 4]), preference) == pytest.approx(expected)


def test_flows_of_the_criteria_add_up_to_the_net_flow() -> None:
    weights = np.array([1, 2, 3, 4, 5, 6]) / 21
    found = hydro(1, 2, 3, 4, 5, 6)
    assert found.by_criterion @ weights == pytest.approx(found.net)
    assert found.net.sum() == pytest.approx(0)


def test_a_v_shape_as_wide_as_the_range_is_the_weighted_sum() -> None:
    worth = np.random.default_rng(2).random((9, 3))
    found = promethee(worth, [1, 2, 3], None, [Preference("III", p=1)] * 3)
    assert np.argsort(found.net).tolist() == np.argsort(worth @ [1, 2, 3]).tolist()


def test_only_pairs_marked_as_unsettled_swap_when_another_leaves() -> None:
    """Mareschal, De Smet & Nemery (2008): only within 2 / (n - 1)."""
    rng = np.random.default_rng(3)
    swapped = 0
    for _ in range(200):
        worth = rng.random((7, 3))
        whole = promethee(worth, [3, 2, 1])
        for gone in range(7):
            left = np.delete(np.arange(7), gone)
            again = promethee(worth[left], [3, 2, 1]).net
            before = whole.net[left]
            swaps = (before[:, None] > before + 1e-9) & (again[:, None] < again - 1e-9)
            swapped += int(swaps.sum())
            assert whole.unsettled[np.ix_(left, left)][swaps].all()
    assert swapped > 0


def test_one_candidate_has_no_flows() -> None:
    assert promethee([[1, 2]], [1, 1]).net.tolist() == [0]


@pytest.mark.parametrize(
    "preference",
    [Preference("V", q=2, p=1), Preference("IV", q=2, p=1), Preference("VI"), Preference("II", q=-1)],
)
def test_thresholds_that_make_no_sense_are_refused(preference: Preference) -> None:
    with pytest.raises(BadNumber):
        promethee([[1], [2]], [1], None, [preference])


def test_each_criterion_needs_its_preference() -> None:
    with pytest.raises(BadNumber, match="preference functions"):
        promethee([[1, 2]], [1, 1], None, [Preference(Shape.USUAL)])
