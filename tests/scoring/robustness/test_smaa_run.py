"""What holds for the robustness of any ranking."""

from itertools import pairwise

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.smaa import smaa
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.robustness.contenders import Places, contenders, drop_dominated
from llmselect.scoring.robustness.degenerate import DegenerateCase, RobustnessLevel
from llmselect.scoring.robustness.draws import ConfidenceInWeights, facts_of_rows, score_draws, weight_draws
from llmselect.scoring.robustness.smaa_run import RobustnessShares, leader_of, robustness_shares
from llmselect.text import Language, Voice

SHARES = np.array([0.3, 0.25, 0.2, 0.15, 0.1, 0.0])


def matrix_of(likely: np.ndarray, reach: float | np.ndarray = 0.0) -> DecisionMatrix:
    return DecisionMatrix(np.clip(likely - reach, 0, 1), likely, np.clip(likely + reach, 0, 1))


def random_matrix(rows: int, seed: int = 0, reach: float = 0.1) -> DecisionMatrix:
    """Exact on the first three criteria, intervals on the others, and some worths not known."""
    rng = np.random.default_rng(seed)
    likely = rng.random((rows, 6)).round(3)
    width = np.hstack([np.zeros((rows, 3)), reach * rng.random((rows, 3))])
    low, high = np.clip(likely - width, 0, 1), np.clip(likely + width, 0, 1)
    unknown = rng.random(rows) < 0.1
    likely[unknown, 4], low[unknown, 4], high[unknown, 4] = np.nan, 0.0, 1.0
    return DecisionMatrix(low, likely, high)


def stacked(*parts: DecisionMatrix) -> DecisionMatrix:
    return DecisionMatrix(*(np.vstack([getattr(part, name) for part in parts]) for name in ("low", "likely", "high")))


def answered(*given, **more) -> RobustnessShares:
    found = robustness_shares(*given, **more)
    assert isinstance(found, RobustnessShares)
    return found


@pytest.mark.parametrize("confidence", list(ConfidenceInWeights))
def test_shares_add_up_to_one_and_the_first_three_to_three(confidence: ConfidenceInWeights) -> None:
    found = answered(random_matrix(30), SHARES, confidence)
    assert found.first.sum() == pytest.approx(1)
    assert found.first_three.sum() == pytest.approx(3)
    assert (found.first_three >= found.first - 1e-9).all()


@pytest.mark.parametrize("confidence", list(ConfidenceInWeights))
def test_shares_are_those_of_smaa_2_on_the_same_draws(confidence: ConfidenceInWeights) -> None:
    matrix = random_matrix(12, seed=3)
    weights = weight_draws(SHARES, confidence, 3000)
    scores = score_draws(matrix, weights, facts_of_rows(matrix), {})
    found = answered(matrix, SHARES, confidence, draws=3000)
    first = np.bincount(scores.argmax(axis=0), minlength=12) / 3000
    three = np.bincount(np.argsort(-scores, axis=0)[:3].ravel(), minlength=12) / 3000
    assert found.first == pytest.approx(first)
    assert found.first_three == pytest.approx(three)


def test_without_doubt_about_values_it_is_the_published_method() -> None:
    matrix = matrix_of(np.random.default_rng(1).random((10, 6)))
    found = answered(matrix, SHARES, ConfidenceInWeights.UNSURE)
    published = smaa(matrix.likely, weight_draws(SHARES, ConfidenceInWeights.UNSURE).T)
    assert found.first == pytest.approx(published.first, abs=1e-3)
    assert found.first_three == pytest.approx(published.among(3), abs=1e-3)
    assert found.central == pytest.approx(published.central, abs=1e-3, nan_ok=True)
    assert found.beaten == pytest.approx(
        np.where(np.arange(10) == found.leader, np.nan, published.pairwise[found.leader]), abs=1e-3, nan_ok=True
    )


def test_two_specialists_split_all_weightings_at_the_exact_share() -> None:
    """As in the two-by-two case of SMAA: the first wins where its weight is above 1/3."""
    found = answered(matrix_of(np.array([[1, 0], [0, 0.5]])), np.array([0.5, 0.5]), ConfidenceInWeights.NONE)
    assert found.first == pytest.approx([2 / 3, 1 / 3], abs=0.01)
    assert found.central == pytest.approx(np.array([[2 / 3, 1 / 3], [1 / 6, 5 / 6]]), abs=0.01)


def test_the_same_question_has_the_same_answer() -> None:
    first, again = (answered(random_matrix(30), SHARES) for _ in range(2))
    assert (first.first == again.first).all()


@pytest.mark.parametrize("copied", range(6))
@pytest.mark.parametrize("confidence", [ConfidenceInWeights.FAIRLY, ConfidenceInWeights.ORDER])
def test_a_duplicate_splits_the_share_and_changes_nothing_for_the_others(
    copied: int, confidence: ConfidenceInWeights
) -> None:
    matrix = random_matrix(6, seed=2)
    before = answered(matrix, SHARES, confidence)
    after = answered(stacked(matrix, matrix.take(np.array([copied]))), SHARES, confidence)
    others = np.arange(6) != copied
    assert after.first[:6][others] == pytest.approx(before.first[others], abs=1e-12)
    assert after.first[copied] == after.first[6] == pytest.approx(before.first[copied] / 2)
    assert after.first.sum() == pytest.approx(1)
    assert after.first_three.sum() == pytest.approx(3)
    assert np.array_equal(after.central[:6], before.central, equal_nan=True)
    assert after.leader == before.leader


def test_a_duplicate_of_the_leader_is_beaten_in_half_of_the_draws() -> None:
    matrix = random_matrix(6, seed=2)
    leader = leader_of(matrix, SHARES)
    found = answered(stacked(matrix, matrix.take(np.array([leader]))), SHARES, ConfidenceInWeights.SURE)
    assert found.beaten[6] == 0.5


@pytest.mark.parametrize("seed", range(8))
def test_a_dominated_candidate_changes_no_winner_and_no_share(seed: int) -> None:
    """Dominated whatever the values: at its best below the other at its worst."""
    matrix = random_matrix(10, seed)
    worse = matrix.take(np.array([seed]))
    worse = DecisionMatrix(worse.low * 0.9, np.minimum(worse.low, 0.9 * worse.low), worse.low)
    before, after = answered(matrix, SHARES), answered(stacked(matrix, worse), SHARES)
    assert after.leader == before.leader
    assert after.first[:10] == pytest.approx(before.first, abs=1e-12)
    assert after.first[10] == 0
    assert np.isnan(after.central[10]).all()


def test_the_order_of_the_candidates_does_not_matter() -> None:
    matrix = random_matrix(30)
    turned = matrix.take(np.arange(30)[::-1])
    assert answered(turned, SHARES).first[::-1] == pytest.approx(answered(matrix, SHARES).first, abs=1e-12)


@pytest.mark.parametrize("seed", range(12))
def test_wider_intervals_never_make_the_leader_surer_when_the_weights_are_known(seed: int) -> None:
    """Every deviation stretched by the same factor: a draw that unseats the leader unseats it further.

    Where the weights are drawn too this need not hold: among weightings under which the leader trails, a wider
    interval lets it win some. The next test holds for those.
    """
    rng = np.random.default_rng(seed)
    likely, reach = rng.uniform(0.3, 0.7, (8, 1)), rng.random((8, 1)) * 0.1
    leading = []
    for factor in (0, 0.25, 0.5, 1, 2, 3):
        found = answered(matrix_of(likely, factor * reach), np.array([1.0]), facts=np.arange(8)[:, None])
        leading.append(found.share)
    assert leading[0] == 1
    assert all(wider <= narrower + 1e-9 for narrower, wider in pairwise(leading))
    assert leading[-1] < 1


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("confidence", [ConfidenceInWeights.SURE, ConfidenceInWeights.FAIRLY])
def test_wider_intervals_never_add_draws_to_those_that_the_leader_wins_by_likely_values(
    seed: int, confidence: ConfidenceInWeights
) -> None:
    rng = np.random.default_rng(seed)
    likely, reach = rng.uniform(0.3, 0.7, (8, 6)), rng.random((8, 6)) * 0.08
    weights, facts = weight_draws(SHARES, confidence), np.arange(48).reshape(8, 6)
    leader = leader_of(matrix_of(likely), SHARES)
    exact = score_draws(matrix_of(likely), weights, facts, {})
    still = leads = exact[leader] >= exact.max(axis=0)
    for factor in (0.5, 1, 2, 3):
        scores = score_draws(matrix_of(likely, factor * reach), weights, facts, {})
        wins = leads & (scores[leader] >= scores.max(axis=0) - 1e-6)
        assert not (wins & ~still).any()
        still = wins
    assert still.sum() < leads.sum()


@pytest.mark.parametrize("confidence", list(ConfidenceInWeights))
@pytest.mark.parametrize("seed", range(4))
def test_leaving_out_those_that_cannot_lead_changes_no_share(confidence: ConfidenceInWeights, seed: int) -> None:
    matrix = random_matrix(300, seed, reach=0.05)
    found = answered(matrix, SHARES, confidence, draws=2000)
    weights = weight_draws(SHARES, confidence, 2000)
    scores = score_draws(matrix, weights, facts_of_rows(matrix), {})
    assert found.first == pytest.approx(np.bincount(scores.argmax(axis=0), minlength=300) / 2000)
    three = np.bincount(np.argsort(-scores, axis=0)[:3].ravel(), minlength=300) / 2000
    assert found.first_three == pytest.approx(three)
    assert len(contenders(matrix, weights, {}, 3, Places.of(None, 300))) < 300


@pytest.mark.parametrize("rows", [30, 400])
@pytest.mark.parametrize("shared", [True, False], ids=["one fact a model", "one fact a candidate"])
def test_a_model_is_as_often_first_as_any_of_its_candidates(rows: int, shared: bool) -> None:
    matrix, models = random_matrix(rows, seed=4), np.random.default_rng(0).integers(0, rows // 5, rows)
    facts = np.repeat(models[:, None], 6, axis=1) if shared else facts_of_rows(matrix)
    found = answered(matrix, SHARES, draws=2000, facts=facts, groups=models)
    weights = weight_draws(SHARES, ConfidenceInWeights.FAIRLY, 2000)
    scores = score_draws(matrix, weights, facts, {})
    left = drop_dominated(matrix, facts, SHARES > 0, Places.of(models, rows))
    assert set(models[left]) == set(models)
    assert len(left) < rows or not shared
    names = list(dict.fromkeys(models.tolist()))
    best = np.array([scores[models == name].max(axis=0) for name in names])
    assert found.first == pytest.approx(np.bincount(best.argmax(axis=0), minlength=len(names)) / 2000)
    three = np.bincount(np.argsort(-best, axis=0)[:3].ravel(), minlength=len(names)) / 2000
    assert found.first_three == pytest.approx(three)
    assert found.leader == names.index(models[leader_of(matrix, SHARES)])


def test_what_is_unknown_may_be_anything() -> None:
    likely = np.array([[0.6], [np.nan]])
    matrix = DecisionMatrix(np.array([[0.6], [0.0]]), likely, np.array([[0.6], [1.0]]))
    found = answered(matrix, np.array([1.0]))
    assert found.leader == 0
    assert found.first == pytest.approx([0.6, 0.4], abs=0.01)


def test_one_fact_behind_two_candidates_is_drawn_once() -> None:
    """The same model's quality behind two providers: the cheaper one is ahead in every draw."""
    matrix = DecisionMatrix(
        np.array([[0.5, 0.2], [0.49, 0.2]]), np.array([[0.5, 0.5], [0.49, 0.5]]), np.array([[0.5, 0.8], [0.49, 0.8]])
    )
    shared = answered(matrix, np.array([0.5, 0.5]), facts=np.array([[1, 7], [2, 7]]))
    apart = answered(matrix, np.array([0.5, 0.5]), facts=np.array([[1, 7], [2, 8]]))
    assert shared.first.tolist() == [1, 0]
    assert apart.first == pytest.approx([0.5, 0.5], abs=0.03)


def test_steps_of_an_ordinal_criterion_are_drawn_growing() -> None:
    """Levels 3 and 4 of 0 to 7 against an exact worth: the higher level wins at least as often as the lower."""
    likely = np.array([[3 / 7, 0.5], [4 / 7, 0.5], [0.0, 1.0]])
    found = answered(matrix_of(likely), np.array([0.5, 0.5]), ConfidenceInWeights.SURE, levels={0: 8})
    assert found.first[0] == 0
    assert 0 < found.first[1] < 1
    with pytest.raises(BadNumber, match="ordinal"):
        robustness_shares(matrix_of(0.97 * likely), np.array([0.5, 0.5]), levels={0: 8})


def test_more_conviction_never_makes_a_clear_leader_less_sure() -> None:
    matrix = matrix_of(np.array([[0.7, 0.6, 0.5], [0.5, 0.6, 0.6], [0.4, 0.9, 0.3]]))
    shares = np.array([0.5, 0.3, 0.2])
    leading = [
        answered(matrix, shares, c).share
        for c in (ConfidenceInWeights.SURE, ConfidenceInWeights.FAIRLY, ConfidenceInWeights.UNSURE)
    ]
    assert leading == sorted(leading, reverse=True)
    assert leading[0] > leading[2]


def test_a_criterion_without_weight_stays_without() -> None:
    for confidence in ConfidenceInWeights:
        weights = weight_draws(SHARES, confidence, 500)
        assert (weights[5] == 0).all()
        assert weights.sum(axis=0) == pytest.approx(np.ones(500), abs=1e-5)


def test_nobody_left_and_no_weights_are_remarks() -> None:
    nobody = random_matrix(3).take(np.array([], dtype=np.int64))
    assert robustness_shares(nobody, SHARES) is DegenerateCase.NONE_LEFT
    assert robustness_shares(random_matrix(3), np.zeros(6)) is DegenerateCase.NO_WEIGHT


def test_one_candidate_and_one_criterion_are_answered_with_a_remark() -> None:
    alone = answered(random_matrix(1), SHARES)
    assert (alone.remark, alone.share, alone.level) == (DegenerateCase.ONE_LEFT, 1.0, RobustnessLevel.ROBUST)
    one = answered(random_matrix(5), np.array([0, 0, 1.0, 0, 0, 0]))
    assert (one.remark, one.share) == (DegenerateCase.ONE_CRITERION, 1.0)
    assert answered(random_matrix(5), SHARES).remark is None


def test_every_remark_has_its_sentence_and_a_way_out_in_both_languages() -> None:
    said = [text for remark in DegenerateCase for text in (remark.sentence, remark.way_out)]
    assert len(set(said)) == 2 * len(DegenerateCase)
    assert all(text.en and text.fr and text.en != text.fr for text in said)


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        (1.0, RobustnessLevel.ROBUST),
        (0.7, RobustnessLevel.ROBUST),
        (0.69, RobustnessLevel.DEPENDS),
        (0.4, RobustnessLevel.DEPENDS),
        (0.39, RobustnessLevel.TOO_CLOSE),
        (0.0, RobustnessLevel.TOO_CLOSE),
    ],
)
def test_words_for_a_share(share: float, verdict: RobustnessLevel) -> None:
    assert RobustnessLevel.of(share) is verdict


def test_the_sentence_says_the_share_in_both_languages() -> None:
    found = answered(matrix_of(np.array([[1.0, 1.0], [0.0, 0.0]])), np.array([0.5, 0.5]))
    assert Voice(Language.EN)(found.sentence).startswith("First in 100% of the weightings close to yours")
    assert Voice(Language.FR)(found.sentence).startswith("Premier dans 100\u202f% des pondérations proches des vôtres")


@pytest.mark.parametrize("cell", [(0.6, 0.5, 0.7), (0.4, 0.5, 0.45), (np.nan, np.nan, 1.0), (0.0, np.inf, 1.0)])
def test_an_interval_that_is_none_is_refused_with_its_place(cell: tuple[float, float, float]) -> None:
    matrix = random_matrix(4)
    for side, value in zip((matrix.low, matrix.likely, matrix.high), cell, strict=True):
        side[2, 3] = value
    with pytest.raises(BadNumber, match="candidate 2 on criterion 3"):
        robustness_shares(matrix, SHARES)
