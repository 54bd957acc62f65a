"""TOPSIS and the additive value against published numbers."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.additive import anchored, piecewise, weighted_sum
from llmselect.scoring.methods.topsis import Normalisation, topsis

TZENG_HUANG = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
"""Tzeng, G.-H., & Huang, J.-J. (2011). Multiple attribute decision making: methods and applications. CRC Press."""
CLIMBER = [[1, 3000], [2, 3750], [5, 4500]]
"""Risk and altitude: Opricovic & Tzeng (2004), EJOR 156(2), 445-455, doi:10.1016/S0377-2217(03)00020-1."""
OTHER_UNITS = [[risk + 5, altitude / 1000 - 1] for risk, altitude in CLIMBER]
RISK_ALTITUDE = ["min", "max"]


def test_tzeng_and_huang_2011() -> None:
    found = topsis(TZENG_HUANG, [0.3, 0.4, 0.3])
    assert found.closeness == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=1e-4)
    assert found.ranks.tolist() == [3, 2, 1, 4]


def test_min_max_is_another_method_than_hwang_and_yoons() -> None:
    """pymcdm 1.4.0 takes min-max when nothing is said, and finds these figures for the same problem."""
    found = topsis(TZENG_HUANG, [0.3, 0.4, 0.3], normalisation="minmax")
    assert found.closeness == pytest.approx([0.485, 0.648, 0.777, 0.363], abs=1e-3)


def test_hwang_and_yoon_1981_fighter_aircraft() -> None:
    """Hwang & Yoon (1981), Multiple attribute decision making, Springer: 0.643, 0.268, 0.613, 0.312."""
    aircraft = [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
    found = topsis(aircraft, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3], ["max", "max", "max", "min", "max", "max"])
    assert found.closeness == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=1e-3)


def test_jmcdm_three_by_four() -> None:
    """https://github.com/jbytecode/JMcDM test/mcdm/testtopsis.jl; its weights do not add up to 1."""
    found = topsis([[9, 7, 6, 7], [8, 7, 9, 6], [7, 8, 6, 6]], [4, 2, 6, 8])
    assert found.closeness == pytest.approx([0.387687, 0.6503238, 0.0834767], abs=1e-5)
    assert found.best == 1


def test_values_that_need_no_normalisation() -> None:
    """https://github.com/quatrope/scikit-criteria tests/agg/test_topsis.py."""
    found = topsis([[1, 0, 3], [0, 5, 6]], [1, 1, 1], normalisation=Normalisation.NONE)
    assert found.closeness == pytest.approx([0.14639248, 0.85360752], abs=1e-8)
    assert (3 * found.ideal).tolist() == [1, 5, 6]
    assert (3 * found.anti_ideal).tolist() == [0, 0, 3]


def test_with_vector_normalisation_the_origin_of_a_unit_changes_the_winner() -> None:
    first, second = (topsis(table, [1, 1], RISK_ALTITUDE) for table in (CLIMBER, OTHER_UNITS))
    assert first.closeness == pytest.approx([0.7621, 0.7222, 0.2379], abs=1e-4)
    assert second.closeness == pytest.approx([0.4889, 0.6121, 0.5111], abs=1e-4)
    assert (first.best, second.best) == (0, 1)


def test_with_min_max_it_does_not() -> None:
    for table in (CLIMBER, OTHER_UNITS):
        found = topsis(table, [1, 1], RISK_ALTITUDE, "minmax")
        assert found.closeness == pytest.approx([0.5, 0.6172, 0.5], abs=1e-4)


def test_with_anchors_it_does_not_either() -> None:
    first = topsis(CLIMBER, [1, 1], RISK_ALTITUDE, anchors=([6, 2500], [0, 5000]))
    second = topsis(OTHER_UNITS, [1, 1], RISK_ALTITUDE, anchors=([11, 1.5], [5, 4.0]))
    assert first.closeness == pytest.approx(second.closeness)


@pytest.mark.parametrize("normalisation", list(Normalisation))
def test_a_criterion_on_which_all_are_alike_changes_nothing(normalisation: Normalisation) -> None:
    without = topsis(TZENG_HUANG, [0.3, 0.4, 0.3], normalisation=normalisation)
    constant = np.hstack([np.array(TZENG_HUANG), np.full((4, 1), 7)])
    assert topsis(constant, [0.3, 0.4, 0.3, 0.5], normalisation=normalisation).closeness == pytest.approx(
        without.closeness
    )


@pytest.mark.parametrize("normalisation", list(Normalisation))
def test_columns_of_zeros_and_candidates_that_are_all_equal_have_an_answer(normalisation: Normalisation) -> None:
    assert topsis([[0, 1], [0, 1]], [1, 1], normalisation=normalisation).closeness.tolist() == [0.5, 0.5]


def test_a_piecewise_value_function_is_flat_beyond_its_ends() -> None:
    """https://github.com/gertvv/rsmaa smaa/tests/pvf.R."""
    worth = piecewise([50, 60, 75, 90, 100, 10, 40, 101, 120], [50, 75, 90, 100], [1, 0.8, 0.5, 0])
    assert worth == pytest.approx([1, 0.92, 0.8, 0.5, 0, 1, 1, 0, 0], abs=1e-9)


def test_the_useless_third_model_changes_nothing_between_anchors() -> None:
    """Quality and price of A and B; then C, dear and hardly better, or D, cheap and bad. Over the list it would."""
    a, b, c, d = (70.0, 0.5), (80.0, 3.0), (82.0, 60.0), (40.0, 0.05)

    def winner(*models: tuple[float, float], anchors: bool) -> int:
        quality, price = np.array(models).T
        worth = np.stack(
            [anchored(quality, 20, 95), anchored(np.log(price), np.log(100), np.log(0.05))]
            if anchors
            else [anchored(column, column.min(), column.max()) for column in (quality, -price)],
            axis=1,
        )
        return int(np.argmax(weighted_sum(worth, [1, 1])))

    assert [winner(a, b, third, anchors=True) for third in (c, d)] == [0, 0]
    assert [winner(a, b, third, anchors=False) for third in (c, d)] == [1, 0]


@pytest.mark.parametrize(
    ("matrix", "weights", "directions"),
    [
        ([[1, float("nan")]], [1, 1], None),
        ([[1, float("inf")]], [1, 1], None),
        ([[1, 2]], [1], None),
        ([[1, 2]], [1, -1], None),
        ([[1, 2]], [0, 0], None),
        ([[1, 2]], [1, 1], ["max", "up"]),
        ([[1, 2]], [1, 1], ["max"]),
        ([], [], None),
    ],
)
def test_a_problem_that_is_not_one_is_refused(matrix: list, weights: list, directions: list | None) -> None:
    with pytest.raises(BadNumber):
        topsis(matrix, weights, directions)


def test_anchors_and_cutoffs_that_make_no_scale_are_refused() -> None:
    with pytest.raises(BadNumber):
        anchored([1.0], 2, 2)
    with pytest.raises(BadNumber):
        piecewise([1.0], [2, 1], [0, 1])
    with pytest.raises(BadNumber):
        piecewise([1.0], [1, 2, 3], [0, 1])
