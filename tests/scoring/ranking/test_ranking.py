"""Rules of the ranking that hold for any catalog, tried on the real one."""

import numpy as np
import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort
from llmselect.catalog.load import load
from llmselect.catalog.models import YesNo
from llmselect.errors import BadNumber, UnknownName
from llmselect.estimates.core.columns import Fit
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, assess, recommend
from llmselect.scoring.ranking.requirement import NOT_STATED
from llmselect.scoring.ranking.requirements import REQUIREMENTS
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.settings import Costs, EvidenceAsked, Requirements, Weight, Workload
from tests.wording import says

CARD = Machine(accelerator="RTX 4090", host_memory_gib=64)
FOUR = (Weight("privacy", 3), Weight("cost", 2), Weight("latency", 1), Weight("quality", 4))


@pytest.fixture(scope="module")
def assessed() -> ValuedCandidates:
    return assess(load(), CARD, Workload(), Costs())


def rank(assessed: ValuedCandidates, *weights: Weight, requirements: Requirements = Requirements()) -> Recommendation:  # noqa: B008
    return recommend(assessed, requirements, weights or FOUR)


def names(recommendation: Recommendation, most: int = 40) -> list[str]:
    return [place.candidate.id for place in recommendation.places(most)]


def test_contributions_add_up_to_the_score(assessed: ValuedCandidates) -> None:
    for place in rank(assessed).places(200):
        known = [c.points for c in place.contributions if c.points is not None]
        assert sum(known) == pytest.approx(place.score, abs=1e-9)
        assert 0 <= place.score <= place.score_high <= 100 + 1e-9


def test_places_are_in_order_of_their_scores(assessed: ValuedCandidates) -> None:
    scores = [place.score for place in rank(assessed).places()]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 100


def test_each_set_of_weights_has_one_place(assessed: ValuedCandidates) -> None:
    weights = assessed.estimates.rows.weights
    placed = [weights[place.candidate.row] for place in rank(assessed).places()]
    assert len(placed) == len(set(placed))


def test_folded_candidates_of_the_same_standing_come_after_the_one_shown(assessed: ValuedCandidates) -> None:
    """Other quantizations may score more and are folded all the same: priorities do not choose between them."""
    recommendation = rank(assessed)
    standing = set(recommendation.ordered.tolist())
    for place in recommendation.places(20):
        rivals = [recommendation.place_of(row) for row in place.folded if row in standing]
        assert all(rival.score <= place.score + 1e-9 for rival in rivals)
        assert place.candidate.row not in place.folded


def test_no_priority_changes_the_quantization_that_stands_for_a_model(assessed: ValuedCandidates) -> None:
    def standing(*weights: Weight) -> set[int]:
        return set(rank(assessed, *weights).ordered.tolist())

    assert standing() == standing(Weight("latency", 1)) == standing(Weight("quality", 1))


def test_more_weight_on_cost_never_hurts_the_cheapest(assessed: ValuedCandidates) -> None:
    rows = rank(assessed).ordered
    cost = assessed.matrix.cautious[:, CRITERIA.names.index("cost")]
    cheapest = rows[np.argmax(cost[rows])]
    positions = []
    for weight in (1, 2, 4, 8, 16):
        others = tuple(w for w in FOUR if w.criterion != "cost")
        ordered = rank(assessed, *others, Weight("cost", weight)).ordered
        positions.append(int(np.flatnonzero(ordered == cheapest)[0]))
    assert positions == sorted(positions, reverse=True)


def test_doubled_weights_rank_alike(assessed: ValuedCandidates) -> None:
    doubled = tuple(Weight(w.criterion, 2 * w.value) for w in FOUR)
    assert names(rank(assessed)) == names(rank(assessed, *doubled))


def test_removing_a_loser_never_changes_the_winner(assessed: ValuedCandidates) -> None:
    catalog = assessed.estimates.catalog
    recommendation = rank(assessed)
    places = recommendation.places()
    for loser in (places[1], places[len(places) // 2], places[-1]):
        without = without_candidates_of(catalog, loser.candidate.model.id)
        again = rank(assess(without, CARD, Workload(), Costs()))
        assert again.places(1)[0].candidate.id == places[0].candidate.id
        assert again.places(1)[0].score == pytest.approx(places[0].score)


def without_candidates_of(catalog: Catalog, model: str) -> Catalog:
    """The catalog in which nobody can run that model any more."""
    file = catalog.file
    models = tuple(m.model_copy(update={"architecture": None}) if m.id == model else m for m in file.models)
    offers = tuple(offer for offer in file.offers if offer.model != model)
    return Catalog(file.model_copy(update={"models": models, "offers": offers}))


def test_the_order_of_the_catalog_does_not_matter(assessed: ValuedCandidates) -> None:
    file = assessed.estimates.catalog.file
    turned = {name: tuple(reversed(getattr(file, name))) for name in ("models", "offers", "quantizations", "standings")}
    again = rank(assess(Catalog(file.model_copy(update=turned)), CARD, Workload(), Costs()))
    assert names(again) == names(rank(assessed))


def test_a_criterion_without_weight_leaves_no_mark(assessed: ValuedCandidates) -> None:
    assert all(place.unknown == () for place in rank(assessed, Weight("privacy", 1)).places(50))


def test_every_excluded_candidate_has_a_reason(assessed: ValuedCandidates) -> None:
    recommendation = rank(assessed)
    assert len(recommendation.excluded_rows) > 0
    assert all(exclusion.reasons for exclusion in recommendation.exclusions(recommendation.excluded_rows))
    assert len(recommendation.excluded_rows) + recommendation.passed.sum() == len(assessed.estimates)
    assert recommendation.passed[recommendation.ordered].all()


def test_excluded_models_have_no_place(assessed: ValuedCandidates) -> None:
    recommendation = rank(assessed)
    weights = assessed.estimates.rows.weights
    placed = {int(weights[place.candidate.row]) for place in recommendation.places()}
    assert not placed & {int(weights[row]) for row in recommendation.excluded_models}
    assert recommendation.excluded_count == len(recommendation.excluded_models) > 0


def test_what_does_not_fit_says_what_would() -> None:
    assessed = assess(load(), Machine(accelerator="RTX 3060 12GB", host_memory_gib=8), Workload(), Costs())
    recommendation = rank(assessed)
    excluded = recommendation.exclusions(recommendation.excluded_rows)
    misfits = [e.candidate for e in excluded if "fits" in [reason.code for reason in e.reasons]]
    said = 0
    for candidate in [c for c in misfits if c.quantization and c.quantization.id in ("F16", "Q8_0")][::2]:
        change = exclusion_remedy(candidate, "fits")
        same = assessed.estimates.rows.model == assessed.estimates.rows.model[candidate.row]
        fitting = {
            Candidate(assessed.estimates, int(row)).id.split("@")[0]
            for row in np.flatnonzero(same & (assessed.estimates.fit == Fit.FULL))
        }
        if change is not None and "tokens" not in change.en:
            assert f"{candidate.model.id}/{change.en.split()[-1].rstrip('.')}" in fitting
            said += 1
        else:
            assert not fitting
    assert said > 3


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda r: r.code)
def test_a_requirement_that_is_asked_for_is_met_by_every_place(assessed: ValuedCandidates, requirement) -> None:
    asked = Requirements(
        fully_on_accelerator=True,
        commercial=True,
        eu=True,
        licensed=True,
        eu_operator=True,
        open_weights=True,
        local=True,
        french=True,
        tool_use=True,
        image_input=True,
        structured_output=True,
        evidence=EvidenceAsked.MEASURED,
        privacy_level=4,
        usd_per_month=50.0,
        ttft_s=5.0,
        decode_tokens_per_s=10.0,
        include_uncensored=False,
    )
    if requirement.code == "served":
        asked = Requirements(served=True)
    if requirement.code == "quantization":
        asked = Requirements(quantization="Q4_K_M")
    if requirement.code == "effort":
        asked = Requirements(effort=Effort.OFF)
    met = requirement.met(assessed.estimates, asked)
    assert requirement.is_asked(asked)
    assert met[rank(assessed, requirements=asked).ordered].all()


@pytest.mark.parametrize("capability", ["french", "tool_use", "image_input", "structured_output"])
def test_what_no_source_states_is_counted_apart_from_what_one_denies(assessed: ValuedCandidates, capability) -> None:
    """Unknown is not no: the reason says that nothing is stated, and the models are counted."""
    recommendation = rank(assessed, requirements=Requirements(**{capability: True}))
    excluded = list(recommendation.exclusions(recommendation.excluded_models))
    reasons = {
        (getattr(each.candidate.model, capability), reason.message)
        for each in excluded
        for reason in each.reasons
        if reason.code == capability
    }
    silent = {fact for fact, message in reasons if says(message.en, NOT_STATED)}
    assert silent == {YesNo.UNKNOWN}
    assert YesNo.UNKNOWN not in {fact for fact, message in reasons if not says(message.en, NOT_STATED)}
    assert 0 < recommendation.not_stated[capability] <= len(excluded)
    assert rank(assessed, requirements=Requirements()).not_stated == {}


def test_retired_models_are_ranked_only_when_asked_for(assessed: ValuedCandidates) -> None:
    def retired(recommendation: Recommendation) -> int:
        places = recommendation.places()
        return sum(p.candidate.offer is not None and p.candidate.offer.state == "retired" for p in places)

    assert retired(rank(assessed)) == 0
    assert retired(rank(assessed, requirements=Requirements(include_retired=True))) > 0


@pytest.mark.parametrize(
    "bad", [Weight("beauty", 1), Weight("cost", -1), Weight("cost", float("nan")), Weight("cost", 0)]
)
def test_bad_weights_are_refused_in_a_sentence(assessed: ValuedCandidates, bad: Weight) -> None:
    with pytest.raises((UnknownName, BadNumber), match=r"criterion|weight"):
        rank(assessed, bad)


def test_anchors_are_clipped_not_extended(assessed: ValuedCandidates) -> None:
    for criterion in CRITERIA:
        for column in criterion.values(assessed.estimates):
            known = column[~np.isnan(column)]
            assert ((known >= 0) & (known <= 1)).all(), criterion.name


def test_nothing_that_does_not_fit_has_a_speed(assessed: ValuedCandidates) -> None:
    nowhere = assessed.estimates.fit == Fit.NONE
    assert nowhere.any()
    assert np.isnan(assessed.estimates.decode.likely[nowhere]).all()
