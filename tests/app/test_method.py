"""Method: the figures are those of the command, the left-out ones first, and every choice moves them."""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.command.accuracy import points_csv
from llmselect.estimates.accuracy import evidence
from llmselect.estimates.accuracy.fitted_factors import fitted
from llmselect.estimates.accuracy.points import PHASES, ModelKind, View, points
from llmselect.estimates.accuracy.speed_accuracy import FEW_ROWS, By, table
from llmselect.estimates.speed.factors import GROUPS
from llmselect.reports.scorecard.answers import kept_answers
from llmselect.reports.scorecard.situations import scorecard_rows
from llmselect.text import Language, Voice
from llmselect.ui.method import method_labels, method_page
from llmselect.ui.method.formulas import TOPICS
from tests.wording import EN, says

QUALITY = Path(__file__).parents[2] / "docs" / "quality.md"


@pytest.fixture(scope="module")
def rows():
    return {(row.phase, row.by, row.group): row for row in table(load())}


def sentence(at):
    """The sentence above the picture."""
    (found,) = (m.value for m in at.main.markdown if says(m.value, "method.says"))
    return found


def chart(at):
    return json.loads(at.get("plotly_chart")[0].proto.spec)


def dots(at):
    return [trace for trace in chart(at)["data"] if trace["mode"] == "markers"]


def frame(at, column):
    return next(table.value for table in at.dataframe if column in table.value)


def test_the_first_figures_are_the_left_out_ones_of_the_command(visit, rows):
    at = visit("method")
    decode, prefill = (rows[phase, By.ALL, "all"] for phase in PHASES)
    shown = [metric.value for metric in at.main.metric]
    assert shown[1] == f"≤ {EN.percent(decode.median_error_without_device)}"
    assert shown[2] == f"≤ {EN.percent(prefill.median_error_without_device)}"
    assert shown[3] == EN.percent(decode.inside_range_without_device)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(("view", "suffix"), [(view, "" if view is View.FITTED else f"_{view}") for view in View])
def test_each_choice_says_the_figures_of_the_command(visit, rows, phase, view, suffix):
    at = visit("method")
    at.segmented_control(key="method.phase").set_value(phase).run()
    at.segmented_control(key="method.view").set_value(view).run()
    row = rows[phase, By.ALL, "all"]
    names = ("median_error", "p90_error", "in_band", "inside_range")
    said = re.findall(r"(\d+)%", sentence(at))
    assert said == [EN.percent(getattr(row, f"{name}{suffix}"))[:-1] for name in names]


def test_the_picture_holds_every_measurement_of_the_speed_chosen(visit, rows):
    at = visit("method")
    assert sum(len(trace["x"]) for trace in dots(at)) == rows["decode", By.ALL, "all"].rows
    at.segmented_control(key="method.phase").set_value("prefill").run()
    assert sum(len(trace["x"]) for trace in dots(at)) == rows["prefill", By.ALL, "all"].rows


def test_a_family_and_a_kind_leave_their_own_measurements(visit, rows):
    at = visit("method")
    at.selectbox(key="method.chips").set_value("nv_ada").run()
    assert sum(len(trace["x"]) for trace in dots(at)) == rows["decode", By.FAMILY, "nv_ada"].rows
    at.selectbox(key="method.chips").set_value("all").run()
    at.selectbox(key="method.kind").set_value(ModelKind.MIXTURE).run()
    assert sum(len(trace["x"]) for trace in dots(at)) == rows["decode", By.KIND, ModelKind.MIXTURE].rows


def test_a_class_holds_its_families(visit, rows):
    at = visit("method")
    at.selectbox(key="method.chips").set_value("apple").run()
    apple = sum(row.rows for (phase, by, group), row in rows.items() if phase == "decode" and group.startswith("ap_"))
    assert sum(len(trace["x"]) for trace in dots(at)) == apple


def test_what_nobody_measured_is_one_sentence(visit):
    measured = {(point.family, point.kind) for point in points(load()) if point.phase == "decode"}
    families = sorted({family for family, _ in measured})
    family, kind = next((f, kind) for f in families for kind in ModelKind if (f, kind) not in measured)
    at = visit("method")
    at.selectbox(key="method.chips").set_value(family).run()
    at.selectbox(key="method.kind").set_value(kind).run()
    assert not at.exception
    assert says(at.main.info[0].value, "method.none")
    assert at.dataframe


def test_few_measurements_are_said_to_be_few(visit, rows):
    few = next(row.group for row in rows.values() if row.by is By.FAMILY and row.rows < FEW_ROWS)
    at = visit("method")
    at.selectbox(key="method.chips").set_value(few).run()
    assert any(says(m.value, "method.says_few") for m in at.main.markdown)


def test_the_table_begins_with_the_farthest_off_and_links_its_sources(visit):
    shown = frame(visit("method"), EN("method.off"))
    off = np.abs(shown[EN("method.off")])
    assert len(shown) == 25
    assert list(off) == sorted(off, reverse=True)
    assert np.allclose(
        shown[EN("method.off")], 100 * (shown[EN("method.estimated")] / shown[EN("method.published")] - 1), atol=0.2
    )
    assert all(re.fullmatch(r"https://\S+", source) for source in shown[EN("method.source")])


def test_another_order_is_kept(visit):
    at = visit("method")
    at.selectbox(key="method.order").set_value("best").run()
    off = np.abs(frame(at, EN("method.off"))[EN("method.off")])
    assert list(off) == sorted(off)


@pytest.mark.parametrize("by", [By.FAMILY, By.KIND, By.RANGE])
def test_the_errors_by_group_are_those_of_the_command(visit, rows, by):
    at = visit("method")
    at.segmented_control(key="method.by").set_value(by).run()
    shown = frame(at, EN("method.median_error", view=EN(View.WITHOUT_DEVICE.label)))
    own = sorted((row for (phase, of, _), row in rows.items() if phase == "decode" and of is by), key=lambda r: -r.rows)
    own.insert(0, rows["decode", By.ALL, "all"])
    assert list(shown[EN("method.rows")]) == [row.rows for row in own]
    assert np.allclose(
        shown[EN("method.median_error", view=EN(View.WITHOUT_DEVICE.label))],
        [100 * row.median_error_without_device for row in own],
    )
    assert np.allclose(shown[EN("method.p90_error", view=EN(View.FITTED.label))], [100 * row.p90_error for row in own])
    if EN("method.note") in shown:
        assert [note == EN("method.few") for note in shown[EN("method.note")]] == [row.rows < FEW_ROWS for row in own]


@pytest.mark.parametrize("language", Language)
def test_every_drawer_opens_in_both_languages(visit, language):
    at = visit("method", str(language))
    for topic in TOPICS:
        at.session_state[f"method.{topic.key}"] = True
    at.run()
    assert not at.exception
    assert not at.error
    assert len(at.latex) == sum(len(topic.formulas) for topic in TOPICS)


def test_every_factor_is_shown_with_the_rows_behind_it(visit):
    at = visit("method")
    at.session_state["method.of_decode"] = True
    at.run()
    at.selectbox(key="method.factor.decode").set_value("read_family").run()
    shown = frame(at, EN("method.of"))
    own = [factor for factor in fitted(load(), "decode") if factor.table == "read_family"]
    assert sorted(shown[EN("method.rows")]) == sorted(factor.rows for factor in own)
    assert sum(shown[EN("method.rows")]) > 500


@pytest.mark.parametrize("phase", PHASES)
def test_every_factor_family_and_range_has_words(phase):
    found = fitted(load(), phase)
    assert {factor.table for factor in found} <= set(method_labels.FACTORS)
    assert {point.family for point in points(load())} <= set(method_labels.FAMILIES)
    assert set(GROUPS) == set(method_labels.RANGES)


def test_the_file_holds_every_measurement_with_every_fit():
    every = points(load())
    rows = list(csv.DictReader(points_csv(every).decode("utf-8-sig").splitlines()))
    assert [int(row["number"]) for row in rows] == [point.number for point in every]
    assert all(row["source"] and row["without_device"] and row["estimated"] for row in rows)


@pytest.mark.parametrize("language", Language)
def test_the_headings_that_others_link_to_are_there(visit, language):
    at = visit("method", str(language))
    anchors = {heading.proto.anchor for heading in at.main.header}
    assert set(method_page.ANCHORS) == anchors


def test_the_quality_figures_are_those_of_the_proof(visit):
    proof, size = QUALITY.read_text("utf-8"), evidence.quality_fit_size()
    assert f"{size.standings} standings of {size.models} models on {size.benchmarks} benchmarks" in proof
    alone = re.search(
        r"### Models without any score.*?\*\*mean\*\* \| all \| \| \*\*(.+?)\*\* \| \*\*(.+?)%", proof, re.S
    )
    later = re.search(r"### Models released after.*?\*\*mean\*\* \| all \| \| \*\*(.+?)\*\*", proof, re.S)
    figures = evidence.QUALITY_PROOF
    assert f"{figures.rank_correlation:.2f}" == alone.group(1)
    assert f"{figures.intervals_held:.0%}" == f"{alone.group(2)}%"
    assert f"{figures.later_rank_correlation:.2f}" == later.group(1)
    shown = {"standings": EN.number(size.standings, 0), "ranks": alone.group(1), "later": later.group(1)}
    assert any(says(m.value, "method.quality_words", **shown) for m in visit("method").main.markdown)


@pytest.mark.parametrize("language", list(Language))
def test_the_scorecard_shows_every_row_with_its_source_and_how_many_hold(visit, language):
    at, say = visit("method", str(language)), Voice(language)
    answers, rows = kept_answers(), scorecard_rows()
    (sentence,) = (m.value for m in at.main.markdown if says(m.value, "method.scorecard_says", say))
    assert f"{answers.held}" in sentence
    guides = frame(at, say("method.scorecard_link"))
    assert list(guides[say("method.scorecard_link")]) == [row.guide.url for row in rows if row.guide]
    own = frame(at, say("method.scorecard_reason"))
    assert list(own[say("method.scorecard_reason")]) == [say(row.reason) for row in rows if row.reason]
    held = [word == say("scorecard.holds") for table in (guides, own) for word in table[say("method.scorecard_holds")]]
    assert sum(held) == answers.held
