"""Speed of offers: what is measured counts by its age, what is not comes from provider and size, and ranges hold."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.accuracy import served_accuracy
from llmselect.estimates.accuracy.served_accuracy import LEFT_OUT_VIEWS, ServedView, served_points
from llmselect.estimates.core.columns import Range
from llmselect.estimates.measured.served_rows import one_an_offer, served_rows, served_sources
from llmselect.estimates.speed.served_answer import answer_seconds
from llmselect.estimates.speed.served_coefficients import ServedQuantity, served_coefficients
from llmselect.estimates.speed.served_measurements import MeasurementKind, ServedMeasurements
from llmselect.estimates.speed.served_speed import ServedOffers, SpeedBasis, catalog_offers, served_speeds
from scripts.served_mixed_model import Sample, expected, updated

NOTHING = np.zeros(1)
NO_THOUGHTS = Range(NOTHING, NOTHING, NOTHING)


def one(provider="novita", size=20e9, price=1.0, prompt=1000.0, measured=None) -> ServedOffers:
    columns = (np.array([float(value)]) for value in (size, price, prompt))
    return ServedOffers((provider,), *columns, measured or ServedMeasurements.none(1))


def seen(speed=200.0, wait=0.2, age=0.0, kind=MeasurementKind.MEDIAN, prompt=1000.0) -> ServedMeasurements:
    columns = (np.array([float(value)]) for value in (speed, wait, age, prompt))
    return ServedMeasurements(*columns, np.array([kind]))


def spread(column: Range) -> float:
    return float(np.log(column.high / column.low)[0])


@pytest.fixture(scope="module")
def everything():
    catalog = load()
    return catalog, served_speeds(catalog_offers(catalog, 1000))


def test_every_offer_has_a_positive_range_of_at_least_a_factor_of_1_4_either_way(everything):
    for column in everything[1][:2]:
        assert (column.low > 0).all()
        assert (column.likely / column.low >= 1.4 - 1e-9).all()
        assert (column.high / column.likely >= 1.4 - 1e-9).all()


def test_offers_differ_in_speed(everything):
    assert len(np.unique(np.round(everything[1].decode.likely, 3))) > 100


def test_cerebras_or_groq_answers_first(everything):
    catalog, speeds = everything
    zero = np.zeros(len(catalog.file.offers))
    seconds = answer_seconds(speeds.ttft_s, speeds.decode, Range(zero, zero, zero), zero + 300).likely
    first = catalog.file.offers[int(np.argmin(seconds))]
    assert first.provider in ("cerebras", "groq")
    for provider in ("cerebras", "groq"):
        usual = served_speeds(one("together")).decode.likely
        assert (served_speeds(one(provider)).decode.likely > 2 * usual).all()


def test_an_unknown_provider_is_the_middle_one_with_a_wider_range():
    known, unknown = served_speeds(one("novita")), served_speeds(one("never-seen"))
    assert (known.basis[0], unknown.basis[0]) == (SpeedBasis.PROVIDER, SpeedBasis.SIZE)
    assert spread(unknown.decode) > spread(known.decode)
    assert spread(unknown.ttft_s) > spread(known.ttft_s)


def test_larger_models_are_slower_and_an_unknown_size_is_an_estimate_too():
    sizes = [served_speeds(one(size=size)).decode.likely[0] for size in (3e9, 20e9, 100e9)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > served_speeds(one(size=np.nan, price=np.nan)).decode.likely[0] > sizes[-1]


def test_a_longer_prompt_delays_the_first_token_and_widens_only_beyond_what_was_measured():
    waits = [served_speeds(one(prompt=prompt)).ttft_s for prompt in (10, 1000, 10_000, 100_000)]
    assert [wait.likely[0] for wait in waits] == sorted(wait.likely[0] for wait in waits)
    assert waits[2].likely[0] / waits[1].likely[0] == pytest.approx(np.exp(0.583), rel=1e-3)
    assert spread(waits[0]) == pytest.approx(spread(waits[2]))
    assert spread(waits[3]) > spread(waits[2])


def test_a_fresh_measurement_counts_and_fades_with_age():
    before = served_speeds(one()).decode
    found = [served_speeds(one(measured=seen(age=age))) for age in (0, 14, 49, 91, 400, 4000)]
    likely = [each.decode.likely[0] for each in found]
    assert likely == sorted(likely, reverse=True)
    assert likely[0] > 0.75 * 200
    assert likely[-1] == pytest.approx(before.likely[0], rel=0.1)
    widths = [spread(each.decode) for each in found]
    assert widths == sorted(widths)
    assert widths[-1] <= spread(before)
    assert [each.basis[0] for each in found][::5] == [SpeedBasis.MEASURED, SpeedBasis.PROVIDER]


def test_an_unknown_age_counts_as_three_months():
    unknown, months = (served_speeds(one(measured=seen(age=age))).decode for age in (np.nan, 91))
    assert unknown.likely[0] == months.likely[0]


def test_a_short_probe_counts_slower_than_long_answers():
    probe = served_speeds(one(measured=seen(kind=MeasurementKind.PROBE, prompt=np.nan)))
    middle = served_speeds(one(measured=seen()))
    assert probe.decode.likely[0] > middle.decode.likely[0]


@pytest.mark.parametrize("speed", [np.nan, 0.0, -3.0])
def test_a_measurement_that_cannot_be_true_counts_for_nothing(speed):
    found = served_speeds(one(measured=seen(speed=speed, wait=speed)))
    assert found.decode.likely[0] == served_speeds(one()).decode.likely[0]
    assert found.basis[0] == SpeedBasis.PROVIDER


@pytest.mark.parametrize("thoughts", [(0.0, 0.0, 0.0), (160.0, 700.0, 2700.0)])
def test_the_range_of_an_answer_is_that_of_independent_draws(thoughts):
    dice = np.random.default_rng(7)
    wait, speed = Range(*np.array([[0.4], [1.0], [2.5]])), Range(*np.array([[45.0], [100.0], [222.0]]))
    thinking = Range(*(np.array([value]) for value in thoughts))

    def drawn(column: Range) -> np.ndarray:
        z = dice.standard_normal(200_000)
        low, likely, high = (float(side[0]) for side in column)
        if not likely:
            return np.zeros(len(z))
        return likely * np.exp(z * np.where(z < 0, np.log(likely / low), np.log(high / likely)) / 1.2816)

    seconds = drawn(wait) + (drawn(thinking) + 300) / drawn(speed)
    found = answer_seconds(wait, speed, thinking, np.array([300.0]))
    assert found.low[0] == pytest.approx(np.quantile(seconds, 0.1), rel=0.08)
    assert found.high[0] == pytest.approx(np.quantile(seconds, 0.9), rel=0.08)
    assert found.likely[0] == pytest.approx(1.0 + (thoughts[1] + 300) / 100)


def test_what_is_unknown_stays_unknown_in_an_answer():
    known = Range(*np.array([[0.5], [1.0], [2.0]]))
    for parts in ((Range.unknown(1), known, NO_THOUGHTS), (known, Range.unknown(1), NO_THOUGHTS)):
        assert all(np.isnan(side).all() for side in answer_seconds(*parts, np.array([300.0])))
    none = Range(*(np.empty(0) for _ in range(3)))
    assert len(answer_seconds(none, none, none, np.empty(0)).likely) == 0


def test_only_rows_that_may_be_handed_on_are_part_of_the_project():
    sources = {source["source"]: source for source in served_sources()}
    assert {row.source for row in served_rows()} <= set(sources)
    assert {source["licence"] for name, source in sources.items() if name != "router"} <= {"MIT", "Apache-2.0"}
    assert not any("artificialanalysis" in str(source) or "openrouter" in str(source) for source in sources.values())


def test_offers_never_seen_are_estimated_as_well_as_the_issue_asks():
    rows = served_accuracy.table(load())
    whole = [row for row in rows if row.view is ServedView.WITHOUT_PROVIDER]
    others = [row for row in rows if row.view is not ServedView.WITHOUT_PROVIDER]
    assert whole
    assert others
    assert [row for row in rows if row.inside_range != pytest.approx(0.825, abs=0.075)] == []
    assert [row for row in whole if row.p90_error > 1.10] == []
    assert [row for row in others if row.median_error > 0.40 or row.p90_error > 1.00] == []


def test_the_points_are_those_of_the_table():
    table = {row.view: row for row in served_accuracy.table(load()) if row.group == "project"}
    assert set(table) == set(LEFT_OUT_VIEWS)
    for view, row in table.items():
        points = [point for point in served_points() if point.view is view]
        errors = [abs(point.likely_s / point.measured_s - 1) for point in points]
        assert (
            len(points) == row.offers == sum(one.ttft_s > 0 < one.tokens_per_s for one in one_an_offer(served_rows()))
        )
        assert np.median(errors) == pytest.approx(row.median_error, abs=0.005)


def test_a_newer_measurement_moves_its_provider_and_hardly_the_others():
    before = served_coefficients(ServedQuantity.DECODE)
    fast = np.array([900.0, 800.0])
    rows = Sample(["novita"] * 2, ["a", "b"], np.full(2, 20e9), np.ones(2), np.full(2, np.nan), np.ones(2), fast)
    after = updated(before, rows, ServedQuantity.DECODE)
    assert after.effects["novita"].mean > before.effects["novita"].mean
    assert after.effects["novita"].sd < before.effects["novita"].sd
    assert after.effects["groq"].mean == pytest.approx(before.effects["groq"].mean, abs=0.01)
    assert (
        expected(after, rows, ServedQuantity.DECODE).mean > expected(before, rows, ServedQuantity.DECODE).mean
    ).all()
