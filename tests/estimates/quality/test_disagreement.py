"""How far one more board would put a model: rules of the variance between boards."""

import numpy as np

from llmselect.catalog.standings import Benchmark, BenchmarkScale, Use
from llmselect.estimates.quality.disagreement import between_boards, disagreement
from llmselect.estimates.quality.evaluators import USES, evaluator_of, loadings
from llmselect.estimates.quality.scale import Lines
from llmselect.units import Floats

DEVIATION = 1.2


def lines(slope: Floats, *uses: Use) -> Lines:
    names = tuple(f"{use}-{number}" for number, use in enumerate(uses))
    boards = [
        Benchmark(
            id=name,
            name={"en": name, "fr": name},
            uses=(use,),
            scale=BenchmarkScale.PERCENT,
            url="",
            data_licence="MIT",
            attribution="",
        )
        for name, use in zip(names, uses, strict=True)
    ]
    evaluators = tuple(sorted({evaluator_of(name) for name in names}))
    many = len(boards)
    return Lines(names, evaluators, loadings(boards, evaluators), np.zeros(many), slope, np.full(many, 0.1))


def test_a_board_that_measures_nothing_disagrees_by_a_bounded_amount():
    flat = lines(np.array([1e-6, 1.0]), Use.CODE, Use.CODE)
    apart = disagreement(flat, np.zeros(len(flat.evaluators)), DEVIATION)
    assert 1.9 * DEVIATION**2 < apart[0] <= 2 * DEVIATION**2
    assert apart[1] < apart[0]


def test_steeper_boards_disagree_less():
    found = lines(np.array([0.2, 0.5, 1.0, 3.0]), *[Use.CODE] * 4)
    apart = disagreement(found, np.full(len(found.evaluators), 0.05), DEVIATION)
    assert np.all(np.diff(apart) < 0)


def test_a_use_without_a_board_is_like_the_others():
    found = lines(np.array([1.0, 1.0]), Use.CODE, Use.REASONING)
    told = between_boards(found, np.full(len(found.evaluators), 0.1), DEVIATION)
    assert np.all(told > 0)
    assert told[USES.index(Use.FRENCH)] == told[USES.index(Use.CODE)]


def test_a_use_whose_boards_disagree_more_has_a_wider_interval():
    found = lines(np.array([0.2, 2.0]), Use.FRENCH, Use.CODE)
    told = between_boards(found, np.full(len(found.evaluators), 0.1), DEVIATION)
    assert told[USES.index(Use.FRENCH)] > told[USES.index(Use.CODE)]
