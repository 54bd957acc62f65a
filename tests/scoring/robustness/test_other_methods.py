"""Second opinions on the ranking's own matrix."""

import numpy as np
import pytest

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.robustness.other_methods import (
    DecisionMethod,
    MethodAgreement,
    Opinion,
    agreement_count,
    opinions,
    thresholds,
)
from llmselect.settings import Workload
from llmselect.text import Language, Voice

NAMES = {criterion.name: place for place, criterion in enumerate(CRITERIA)}
WORKLOAD = Workload()


def heard(*rows: tuple[float, float, float]) -> dict[DecisionMethod, Opinion]:
    """Opinions on privacy, cost and quality."""
    worth = np.zeros((len(rows), len(CRITERIA)))
    worth[:, [NAMES["privacy"], NAMES["cost"], NAMES["quality"]]] = rows
    shares = np.zeros(len(CRITERIA))
    shares[[NAMES["privacy"], NAMES["cost"], NAMES["quality"]]] = [0.25, 0.25, 0.5]
    return {opinion.method: opinion for opinion in opinions(worth, shares, WORKLOAD)}


def test_every_criterion_has_its_thresholds() -> None:
    for criterion in CRITERIA:
        noise, decides = thresholds(criterion, WORKLOAD)
        assert 0 <= noise < decides < 1


def test_thresholds_are_in_the_criterions_unit() -> None:
    """Two points of quality between anchors 75 apart; a factor of 3 in cost between anchors 2,000 apart."""
    assert thresholds(CRITERIA[NAMES["quality"]], WORKLOAD).noise == pytest.approx(2 / 75)
    assert thresholds(CRITERIA[NAMES["cost"]], WORKLOAD).decides == pytest.approx(np.log(3) / np.log(2000))


def test_all_agree_on_a_candidate_that_is_best_everywhere() -> None:
    said = heard((0.9, 0.9, 0.9), (0.5, 0.6, 0.5), (0.4, 0.2, 0.6))
    assert {opinion.agreement for opinion in said.values()} == {MethodAgreement.SAME}
    assert Voice(Language.EN)(agreement_count(tuple(said.values()), "A")) == "4 of 4 methods put A first."


def test_promethee_leaves_small_differences_out() -> None:
    """The leader is ahead by a point and a half of quality, which is noise, and dearer by half."""
    quality, cost = 1.5 / 75, np.log(1.5) / np.log(2000)
    said = heard((0.5, 0.5, 0.6), (0.5, 0.5 + 0.3 * cost, 0.6 - quality), (0.2, 0.2, 0.2))[DecisionMethod.PROMETHEE]
    assert said.leader == 0
    assert said.first == 1
    assert said.scores[1] > said.scores[0]
    assert said.agreement is MethodAgreement.NOT_SEPARATED


def test_promethee_says_which_criterion_tips_it() -> None:
    """Many candidates, so that the two are separated: a huge lead on quality counts no more than a decisive one."""
    rng = np.random.default_rng(0)
    rest = rng.uniform(0.0, 0.3, (80, 3))
    said = heard((0.35, 0.35, 1.0), (0.62, 0.6, 0.5), *map(tuple, rest.tolist()))[DecisionMethod.PROMETHEE]
    assert (said.leader, said.first) == (0, 1)
    assert said.agreement is MethodAgreement.OTHER
    sentence = said.sentence("A", "B")
    assert "PROMETHEE II puts B ahead of A" in sentence.en
    assert CRITERIA[said.criterion].label.en in sentence.en
    assert CRITERIA[said.criterion].label.fr in sentence.fr


def test_vikor_passes_the_leader_only_for_a_smaller_worst_regret() -> None:
    rng = np.random.default_rng(1)
    others = 0
    for _ in range(200):
        said = heard(*map(tuple, rng.random((6, 3)).tolist()))[DecisionMethod.VIKOR]
        others += said.agreement is MethodAgreement.OTHER
        assert said.agreement is not MethodAgreement.NOT_SEPARATED or said.not_separated[said.leader]
    assert others > 0


def test_vikor_names_the_leaders_weakness() -> None:
    said = heard((0.95, 0.0, 0.95), (0.6, 0.6, 0.8), (0.1, 0.1, 0.1), (0.2, 0.0, 0.1))[DecisionMethod.VIKOR]
    assert (said.leader, said.first) == (0, 1)
    assert said.criterion == NAMES["cost"]


def test_topsis_depends_on_the_list_and_the_others_less() -> None:
    """Opinions on worths between anchors; TOPSIS alone takes its ideal from the list."""
    rng = np.random.default_rng(2)
    changed = 0
    for _ in range(300):
        rows = list(map(tuple, rng.random((6, 3)).tolist()))
        before = heard(*rows)[DecisionMethod.TOPSIS]
        gone = int(before.order[-1])
        after = heard(*rows[:gone], *rows[gone + 1 :])[DecisionMethod.TOPSIS]
        changed += (before.first - (gone < before.first)) != after.first
    assert changed > 0


def test_the_leader_is_first_among_equals() -> None:
    said = heard((0.5, 0.5, 0.5), (0.5, 0.5, 0.5), (0.1, 0.1, 0.1))
    assert {opinion.agreement for opinion in said.values()} == {MethodAgreement.SAME}


def test_every_agreement_has_a_sentence_without_blanks_in_both_languages() -> None:
    rng = np.random.default_rng(3)
    seen = set()
    for _ in range(300):
        for opinion in heard(*map(tuple, rng.random((40, 3)).tolist())).values():
            sentence = opinion.sentence("A", "B")
            assert "{" not in sentence.en + sentence.fr
            assert sentence.en != sentence.fr
            seen.add((opinion.method, opinion.agreement))
    assert {agreement for _, agreement in seen} == set(MethodAgreement)


def test_nobody_left_has_no_opinions() -> None:
    nobody, equal = np.zeros((0, len(CRITERIA))), np.full(len(CRITERIA), 1 / len(CRITERIA))
    assert opinions(nobody, equal, WORKLOAD) == ()
    assert opinions(np.zeros((3, len(CRITERIA))), np.zeros(len(CRITERIA)), WORKLOAD) == ()


def test_one_candidate_is_everybodys_first() -> None:
    assert {opinion.agreement for opinion in heard((0.1, 0.2, 0.3)).values()} == {MethodAgreement.SAME}
