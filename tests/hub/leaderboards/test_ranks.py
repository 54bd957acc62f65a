"""Ranks with ties, by hand-made cases."""

import pytest

from llmselect.hub.leaderboards.ranks import ScoreInterval, ranks


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(100, 90, 110), (95, 85, 105), (80, 70, 88)], [1, 1, 2]),  # the third lies below the first's lower end
        ([(100, 95, 105), (90, 85, 94), (80, 75, 84)], [1, 2, 3]),
        ([(100, 95, 105), (98, 90, 106), (80, 75, 96)], [1, 1, 1]),  # 96 is above 95: cannot be told apart
        ([(100, 99, 101), (90, 80, 99), (70, 60, 75)], [1, 1, 3]),  # an upper end at the lower end is no proof
        ([(50, None, None), (50, None, None), (40, None, None)], [1, 1, 3]),
        ([(50, None, None), (40, None, None), (40, None, None), (30, None, None)], [1, 2, 2, 4]),
        ([(7, None, None)], [1]),
        ([], []),
    ],
)
def test_models_that_cannot_be_told_apart_share_a_rank(spans, expected) -> None:
    assert ranks([ScoreInterval(*each) for each in spans]) == expected


def test_where_less_is_better_the_lowest_is_first() -> None:
    spans = [
        ScoreInterval(1.0, None, None),
        ScoreInterval(2.0, 1.5, 2.5),
        ScoreInterval(3.0, 2.4, 3.5),
        ScoreInterval(9.0, 8.0, 9.5),
    ]
    assert ranks(spans, higher_is_better=False) == [1, 2, 2, 4]


def test_a_wider_interval_never_worsens_a_rank() -> None:
    others = [ScoreInterval(100, 95, 105), ScoreInterval(90, 85, 95)]
    places = [ranks([*others, ScoreInterval(80, 80 - width, 80 + width)])[-1] for width in (1, 6, 12, 20)]
    assert places == sorted(places, reverse=True)
    assert places[0] == 3
    assert places[-1] == 1
