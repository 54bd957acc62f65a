"""The scorecard: what holds keeps holding, what does not is stated, and its documents are those that it prints."""

from pathlib import Path

import pytest

from llmselect.catalog.load import BUNDLED, load
from llmselect.catalog.standings import Use
from llmselect.errors import BadFile
from llmselect.estimates.quality.evidence import Evidence
from llmselect.reports.scorecard import row_words
from llmselect.reports.scorecard.answers import kept_answers
from llmselect.reports.scorecard.document import page, prove
from llmselect.reports.scorecard.situations import ROWS, AcceptedAnswer, scorecard_rows
from llmselect.reports.scorecard.verdicts import Shortfall, recommendation_for, shortfalls_of
from llmselect.text import Language, Voice

PAGE = Path(__file__).parents[3] / "docs" / "answers.md"
EQUAL = {
    "m2-air-16",
    "rtx-3060-general",
    "rtx-3060-agents",
    "rtx-3090-general",
    "rtx-3090-reasoning",
    "rtx-4090-code",
    "gtx-1060-6",
    "strix-halo-128",
    "raspberry-pi-5",
    "own-student-8",
    "own-m3-ultra-default",
}
"""Rows with an accepted answer that nobody can tell from the first."""
NOT_HOLDING = {"h100-code", "rtx-4060-8", "rtx-5090-code", "two-3090-agents"}
"""Rows whose first answer is not what their source accepts; a row that leaves or joins them is a change to explain."""


@pytest.fixture(scope="module")
def proof():
    return prove(load(BUNDLED))


def test_exactly_the_stated_rows_do_not_hold(proof):
    assert {row.id for row in proof.answers.rows if row.accepted_tied} == EQUAL
    assert {row.id for row in proof.answers.rows if not row.holds} == NOT_HOLDING | EQUAL


def test_the_page_and_the_kept_answers_are_those_that_the_script_prints(proof):
    # mend with: python -m scripts.prove_answers
    assert kept_answers() == proof.answers
    assert PAGE.read_text("utf-8") == page(proof)


def test_every_first_answer_rests_on_measured_or_related_quality(proof):
    firsts = [row.first for row in proof.answers.rows]
    assert all(first is not None and first.evidence > Evidence.EXPECTED for first in firsts)


def test_the_grid_has_no_needless_coarse_place_and_no_first_place_without_a_command(proof):
    grid = proof.grid
    assert grid.cells == grid.measured_or_related == grid.local_cells == grid.local_measured_or_related == 13 * len(Use)
    assert grid.below_four_bits == ()
    assert grid.without_command == ()


def test_privacy_counts_and_quality_alone_thinks(proof):
    assert proof.behaviour.privacy_changes >= 4
    assert proof.behaviour.thinking_by_quality_alone == 10
    assert proof.behaviour.offers_among_first_ten > 0


def test_twenty_rows_come_from_guides_and_ten_are_marked_as_our_own():
    rows = scorecard_rows()
    assert sum(row.guide is not None for row in rows) == 20
    assert sum(row.reason is not None for row in rows) == 10
    assert [row.id for row in rows] == [row.id for row in kept_answers().rows]


def test_every_name_that_a_row_accepts_is_in_the_catalog():
    catalog = load(BUNDLED)
    publishers = {model.publisher for model in catalog.file.models}
    for row in scorecard_rows():
        assert set(row.accepts.models) <= set(catalog.models)
        assert set(row.accepts.providers) <= set(catalog.providers)
        assert {name for each in row.accepts.classes for name in each.publishers} <= publishers
        assert row.machine.accelerator in catalog.accelerators


@pytest.mark.parametrize("language", list(Language))
def test_every_cell_is_worded_in_both_languages(language):
    say, catalog = Voice(language), load(BUNDLED)
    for row, answer in zip(scorecard_rows(), kept_answers().rows, strict=True):
        assert row_words.situation_words(row, catalog, say)
        assert row_words.accepted_words(row.accepts, catalog, say)
        assert row_words.priority_words(row, say)
        assert row_words.verdict_words(answer, say)
        assert row_words.answer_words(answer.first, say)


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [
        ({}, ()),
        ({"models": ("qwen3.5-0.8b",)}, (Shortfall.MODEL,)),
        ({"classes": ({"billions": (0.1, 2000)},)}, ()),
        ({"classes": ({"publishers": ("nobody",), "billions": (0.1, 2000)},)}, (Shortfall.MODEL,)),
        ({"providers": ("groq",)}, (Shortfall.PROVIDER,)),
        ({"bits": (1, 2)}, (Shortfall.BITS,)),
        ({"placements": ("served",)}, (Shortfall.PLACEMENT,)),
        ({"least_tokens_per_s": 100_000}, (Shortfall.SPEED,)),
        ({"thinks": True}, (Shortfall.THINKING,)),
        ({"most_usd_per_month": 1e-9}, (Shortfall.COST,)),
    ],
)
def test_each_part_of_an_acceptance_is_judged_by_itself(accepts, expected):
    row = next(row for row in scorecard_rows() if row.id == "own-4090-general")
    (first,) = recommendation_for(load(BUNDLED), row).places(1)
    assert shortfalls_of(first.candidate, AcceptedAnswer.model_validate(accepts)) == expected


@pytest.mark.parametrize(
    "change",
    [
        ('lane = "local"', 'lane = "moon"'),
        ("billions = [4, 15]", "billions = [4, inf]"),
        ('id = "m2-air-16"', 'id = "rtx-4060-8"'),
        ("accepts = {", "likes = 1\naccepts = {"),
        ("guide = {", 'reason = { en = "a", fr = "b" }\nguide = {'),
    ],
)
def test_a_broken_row_is_one_sentence(change, tmp_path):
    broken = tmp_path / "situations.toml"
    broken.write_text(ROWS.read_text("utf-8").replace(*change, 1), "utf-8")
    with pytest.raises(BadFile):
        scorecard_rows(broken)
