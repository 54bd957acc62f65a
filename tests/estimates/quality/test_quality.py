"""Quality: one value per model and use, from standings and from what is known of the model."""

import json
from collections.abc import Callable

import numpy as np
import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Standing, Use
from llmselect.estimates.measured.records import StoredScale
from llmselect.estimates.quality import Basis, Quality, qualities, quality, quality_of, scored, standings_of
from llmselect.estimates.quality.completions import day_of_kin, version_of
from llmselect.estimates.quality.efforts.effort_posterior import default_cells
from llmselect.estimates.quality.posterior import Prior, ScoreMatrix, posterior
from llmselect.estimates.quality.scale import Lines, decoded, encoded, fitted
from llmselect.estimates.quality.scores import cells
from llmselect.estimates.quality.table import known_of
from llmselect.estimates.quality.validation import rank_correlation, scale_from

MEASURED = "llama-3.1-70b-instruct"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def changed(catalog: Catalog, **columns: object) -> Catalog:
    return Catalog(catalog.file.model_copy(update=columns))


def restated(catalog: Catalog, change: Callable[[Standing], Standing | None]) -> Catalog:
    lines = (change(standing) for standing in catalog.file.standings)
    return changed(catalog, standings=tuple(line for line in lines if line is not None))


def by_model(rows: tuple[Quality, ...]) -> dict[str, Quality]:
    return {row.model: row for row in rows}


@pytest.mark.parametrize("use", Use)
def test_every_model_has_a_value_inside_its_interval(catalog: Catalog, use: Use):
    low, likely, high = quality(catalog, use)
    assert len(likely) == len(catalog.file.models)
    assert np.all((low > 0) & (low < likely) & (likely < high) & (high < 100))


def test_a_model_counts_as_scored_only_with_a_standing(catalog: Catalog):
    told = scored(catalog, Use.GENERAL)
    assert 250 < told.sum() < len(catalog.file.models)
    for model, has in zip(catalog.file.models, told.tolist(), strict=True):
        assert not has or standings_of(catalog, model.id)


@pytest.mark.parametrize("use", [Use.GENERAL, Use.FRENCH])
def test_removing_other_models_changes_no_value(catalog: Catalog, use: Use):
    """Records that state a default effort stay: where a maker says nothing of one model, its others tell the usual."""
    weights = {model.id: model.weights for model in catalog.file.models}
    kept = set(sorted(set(weights.values()))[::3])
    fewer = changed(
        catalog,
        models=tuple(m for m in catalog.file.models if weights[m.id] in kept or m.default_effort),
        standings=tuple(line for line in catalog.file.standings if weights[line.model] in kept),
        offers=(),
    )
    before, after = by_model(qualities(catalog, use)), by_model(qualities(fewer, use))
    after = {model: row for model, row in after.items() if weights[model] in kept}
    assert len(after) > 100
    assert all(after[model].value == pytest.approx(before[model].value, abs=1e-9) for model in after)
    assert all(after[model].high == pytest.approx(before[model].high, abs=1e-9) for model in after)


def test_the_order_of_the_catalog_changes_no_value(catalog: Catalog):
    backwards = changed(catalog, models=catalog.file.models[::-1], standings=catalog.file.standings[::-1])
    before, after = by_model(qualities(catalog, Use.CODE)), by_model(qualities(backwards, Use.CODE))
    assert all(after[model].value == pytest.approx(row.value, abs=1e-9) for model, row in before.items())


@pytest.mark.parametrize("use", Use)
def test_a_better_score_never_lowers_a_value(catalog: Catalog, use: Use):
    def better(standing: Standing) -> Standing:
        if standing.model != MEASURED:
            return standing
        return standing.model_copy(update={"score": standing.score * 1.05})

    assert quality_of(restated(catalog, better), MEASURED, use).value > quality_of(catalog, MEASURED, use).value


def test_a_self_reported_score_moves_a_value_less(catalog: Catalog):
    def claimed(standing: Standing) -> Standing:
        return standing.model_copy(update={"self_reported": True}) if standing.model == MEASURED else standing

    own, independent = (
        quality_of(restated(catalog, claimed), MEASURED, Use.GENERAL),
        quality_of(catalog, MEASURED, Use.GENERAL),
    )
    assert abs(own.value - own.expected) < abs(independent.value - independent.expected)
    assert own.high - own.low > independent.high - independent.low


def test_moves_and_expectation_add_up_to_the_value(catalog: Catalog):
    rows = [row for row in qualities(catalog, Use.GENERAL) if row.moved_by]
    assert len(rows) > 250
    for row in rows:
        assert row.expected + sum(move.points for move in row.moved_by) == pytest.approx(row.value, abs=1e-6)


def test_moves_are_of_the_models_own_standings(catalog: Catalog):
    row = quality_of(catalog, MEASURED, Use.CODE)
    assert {move.standing for move in row.moved_by} <= set(standings_of(catalog, MEASURED))


def test_two_names_of_the_same_weights_have_the_same_value(catalog: Catalog):
    rows = by_model(qualities(catalog, Use.GENERAL))
    names = [model for model in catalog.file.models if model.open_model in catalog.models]
    assert len(names) > 50
    for model in names:
        assert model.open_model is not None
        assert rows[model.id].value == rows[model.open_model].value
        assert rows[model.id].basis in (Basis.SAME_WEIGHTS, Basis.KIN, Basis.KNOWN)


def test_fewer_scores_mean_a_wider_interval(catalog: Catalog):
    nothing = restated(catalog, lambda standing: None if standing.model == MEASURED else standing)
    for use in Use:
        measured, known = quality_of(catalog, MEASURED, use), quality_of(nothing, MEASURED, use)
        assert known.basis in (Basis.KIN, Basis.KNOWN)
        assert width(known) > width(measured)


def width(told: Quality) -> float:
    """Of an interval, as log-odds of its points: points lie closer together near the ends of the scale."""
    low, high = np.array([told.low, told.high]) / 100
    return float(np.log(high / (1 - high)) - np.log(low / (1 - low)))


def test_a_fine_tuned_copy_does_not_inherit(catalog: Catalog):
    """An abliterated copy keeps its value when the scores of its parent change: nobody measured the copy."""
    copy, parent = "gpt-oss-20b-abliterated", "gpt-oss-20b"
    assert quality_of(catalog, copy, Use.GENERAL).basis is Basis.KNOWN
    assert quality_of(catalog, parent, Use.GENERAL).basis is Basis.MEASURED
    without = restated(catalog, lambda standing: None if standing.model == parent else standing)
    assert quality_of(without, copy, Use.GENERAL).value == quality_of(catalog, copy, Use.GENERAL).value


def test_a_model_measured_for_other_uses_borrows(catalog: Catalog):
    def general_only(standing: Standing) -> Standing | None:
        spoken_for = catalog.benchmarks[standing.benchmark].uses
        return standing if standing.model != MEASURED or Use.FRENCH not in spoken_for else None

    row = quality_of(restated(catalog, general_only), MEASURED, Use.FRENCH)
    assert row.basis is Basis.BORROWED
    assert row.moved_by


def test_a_board_that_the_scale_does_not_know_moves_nothing(catalog: Catalog):
    renamed = tuple(
        board.model_copy(update={"id": "unheard-of"}) if board.id == "comparia" else board
        for board in catalog.file.benchmarks
    )
    lines = tuple(
        line.model_copy(update={"benchmark": "unheard-of"}) if line.benchmark == "comparia" else line
        for line in catalog.file.standings
    )
    other = changed(catalog, benchmarks=renamed, standings=lines)
    without = restated(catalog, lambda standing: None if standing.benchmark == "comparia" else standing)
    first, second = by_model(qualities(other, Use.FRENCH)), by_model(qualities(without, Use.FRENCH))
    assert all(first[model].value == pytest.approx(row.value) for model, row in second.items())


def test_likelihood_boards_do_not_count_against_models_that_always_think(catalog: Catalog):
    """QwQ-32B has 2 % on the board's MMLU-Pro (after chance), which does not let it think; Qwen2.5-1.5B has 20 %."""
    assert not any(cell.model == "qwq-32b" and cell.benchmark.startswith("open-llm-") for cell in cells(catalog))
    rows = by_model(qualities(catalog, Use.REASONING))
    assert rows["qwq-32b"].low > rows["qwen2.5-1.5b-instruct"].high


def test_the_best_variant_counts(catalog: Catalog):
    several = [
        cell
        for cell in cells(catalog)
        if sum(line.benchmark == cell.benchmark for line in standings_of(catalog, cell.model)) > 1
    ]
    assert several
    for cell in several[:20]:
        lines = [line.score for line in standings_of(catalog, cell.model) if line.benchmark == cell.benchmark]
        assert cell.standing.score == max(lines)


def test_one_score_is_weighed_against_the_expectation_by_bayes_rule():
    """Normal prior N(0, 1) and one reading of 2 with variance 1: posterior mean 1, variance 1/2 (no shared error)."""
    uses = len(Use)
    loading = np.zeros((1, uses + 1))
    loading[0, 0], loading[0, uses] = 1.0, 1.0
    lines = Lines(("one",), ("evaluator",), loading, np.zeros(1), np.ones(1), np.ones(1))
    given = ScoreMatrix(np.array([[2.0]]), np.zeros((1, 1)), np.ones((1, 1)))
    after = posterior(given, Prior(np.zeros((1, uses)), np.eye(uses)[None]), lines, np.array([1e-12]))
    assert after.mean[0, 0] == pytest.approx(1.0)
    assert after.covariance[0, 0, 0] == pytest.approx(0.5)
    assert after.pull[0, 0, 0] == pytest.approx(1.0)
    assert after.mean[0, 1] == pytest.approx(0.0)


def test_boards_of_one_hand_count_for_less_than_as_many_hands():
    """Eight boards of the same voters share an error: they say less than eight boards of eight evaluators."""

    def doubt(evaluators: int) -> float:
        uses, many = len(Use), 8
        loading = np.zeros((many, uses + evaluators))
        loading[:, 0] = 1.0
        loading[np.arange(many), uses + np.arange(many) % evaluators] = 1.0
        names = tuple(map(str, range(many)))
        lines = Lines(names, names[:evaluators], loading, np.zeros(many), np.ones(many), np.full(many, 0.1))
        given = ScoreMatrix(np.ones((1, many)), np.zeros((1, many)), np.ones((1, many)))
        before = Prior(np.zeros((1, uses)), np.eye(uses)[None])
        return float(posterior(given, before, lines, np.full(evaluators, 0.2)).covariance[0, 0, 0])

    assert doubt(1) > 2 * doubt(8)


def read_back(content):
    return StoredScale.model_validate_json(json.dumps(content))


def test_the_stored_scale_survives_being_written():
    scale = fitted()
    again = decoded(read_back(encoded(scale)))
    assert encoded(again) == encoded(scale)
    assert scale.origin.startswith("scripts/fit_quality.py on 20")


def test_the_stored_scale_is_that_of_the_catalog(catalog: Catalog):
    """Standings or models changed: run scripts/fit_quality.py again."""
    scale = fitted()
    found = default_cells(catalog, scale.lines)
    names = tuple(sorted({cell.model for cell in found}))
    again = scale_from(catalog, found, dict(zip(names, known_of(catalog, names, scale.completions), strict=True)))
    assert again.lines.benchmarks == scale.lines.benchmarks
    for now, stored in (
        (again.lines.slope, scale.lines.slope),
        (again.lines.intercept, scale.lines.intercept),
        (again.expectation.coefficients, scale.expectation.coefficients),
        (again.covariance, scale.covariance),
        (again.middle, scale.middle),
    ):
        assert now == pytest.approx(stored, abs=1e-3)


def test_a_scale_of_other_features_is_refused():
    stored = encoded(fitted()) | {"features": ["one"]}
    with pytest.raises(ValueError, match=r"fit_quality\.py"):
        decoded(read_back(stored))


def test_rank_correlation_of_a_textbook_example():
    """IQ against hours of television: -29/165 (https://en.wikipedia.org/wiki/Spearman%27s_rank_correlation_coefficient)."""
    intelligence = np.array([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], dtype=float)
    hours = np.array([7, 27, 2, 50, 28, 29, 20, 12, 6, 17], dtype=float)
    assert rank_correlation(intelligence, hours) == pytest.approx(-29 / 165)


def test_a_version_is_neither_a_size_nor_a_length(catalog: Catalog):
    def version(name: str) -> tuple[str, float] | None:
        return version_of(catalog.models[MEASURED].model_copy(update={"id": name}))

    assert version("anthropic:claude-haiku-5-5") == ("claude", 5.5)
    assert version("openai:gpt-4-32k") == ("gpt", 4.0)
    assert version("vicuna-13b-v1.5") == ("vicuna", 1.5)
    assert version("openai:gpt-4o-2024-05-13") is None


def test_a_day_comes_from_another_size_before_a_version(catalog: Catalog):
    base = catalog.models["aya-23-8b"]
    assert base.release_date is not None
    other: LanguageModel = base.model_copy(update={"id": "aya-23-35b", "release_date": None})
    found = day_of_kin(other, {base.id: (base, base.release_date)})
    assert found.day == base.release_date
    assert "size" in found.day_basis


def test_newer_and_larger_models_of_one_series_are_expected_to_be_better(catalog: Catalog):
    expected = {row.model: row.expected for row in qualities(catalog, Use.GENERAL)}
    series = ["qwen3-0.6b", "qwen3-1.7b", "qwen3-4b", "qwen3-8b", "qwen3-14b", "qwen3-32b"]
    sizes = [expected[model] for model in series]
    assert sizes == sorted(sizes)
    assert expected["gemma-3-27b-it"] > expected["gemma-2-27b-it"]
