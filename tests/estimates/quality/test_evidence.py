"""Evidence: measured, related or expected, by model, use and effort."""

import datetime

import numpy as np
import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.catalog.load import load
from llmselect.catalog.models import Speciality
from llmselect.catalog.standings import Standing, Use
from llmselect.estimates.quality import (
    Evidence,
    evidence,
    evidence_at,
    evidence_reason,
    qualities,
    quality,
    speciality_note,
)
from llmselect.estimates.quality.evidence import LABELS, MARKS, MEANINGS, evidence_grid, measured_kin
from llmselect.estimates.quality.specialities import DISCOUNTS, MADE_FOR, counts_less, is_outside
from llmselect.estimates.quality.table import table
from llmselect.text import Language

DAY = datetime.date(2026, 1, 1)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def place(catalog: Catalog, model: str) -> int:
    return [each.id for each in catalog.file.models].index(model)


def kind(catalog: Catalog, use: Use, model: str, effort: Effort) -> Evidence:
    found = evidence_at(catalog, use, np.array([place(catalog, model)]), np.array([EFFORTS.index(effort)]))
    return Evidence(int(found[0]))


def with_standing(catalog: Catalog, model: str, benchmark: str, score: float, variant: str = "") -> Catalog:
    line = Standing(
        model=model,
        benchmark=benchmark,
        score=score,
        variant=variant,
        name_in_source=catalog.models[model].name,
        date=DAY,
        source="a test",
        checked=DAY,
    )
    return Catalog(catalog.file.model_copy(update={"standings": (*catalog.file.standings, line)}))


def test_kinds_are_in_order_and_each_has_its_words_and_its_mark():
    assert Evidence.EXPECTED < Evidence.RELATED < Evidence.MEASURED
    assert {each.id for each in Evidence} == {"expected", "related", "measured"}
    assert set(LABELS) == set(MARKS) == set(MEANINGS) == set(Evidence)
    assert len(set(MARKS.values())) == 3


@pytest.mark.parametrize(
    ("model", "use", "expected"),
    [
        ("llama-3.1-70b-instruct", Use.GENERAL, Evidence.MEASURED),
        ("qwen2.5-coder-32b-instruct", Use.CODE, Evidence.MEASURED),
        ("qwen3-8b", Use.CODE, Evidence.RELATED),
        ("alibaba:qwen3-8b", Use.REASONING, Evidence.RELATED),
        ("openai:gpt-5.4-mini", Use.GENERAL, Evidence.RELATED),
        ("alibaba:qwen-mt-plus", Use.GENERAL, Evidence.EXPECTED),
        ("helium-1-2b", Use.GENERAL, Evidence.RELATED),
        ("croissantllm-chat-v0.1", Use.GENERAL, Evidence.EXPECTED),
    ],
)
def test_hand_picked_models(catalog: Catalog, model: str, use: Use, expected: Evidence):
    assert Evidence(int(evidence(catalog, use)[place(catalog, model)])) is expected


def test_a_row_is_measured_at_the_effort_that_a_board_names_and_related_at_another(catalog: Catalog):
    assert kind(catalog, Use.REASONING, "anthropic:claude-sonnet-4-5", Effort.ON) is Evidence.MEASURED
    assert kind(catalog, Use.REASONING, "anthropic:claude-sonnet-4-5", Effort.OFF) is Evidence.MEASURED
    assert kind(catalog, Use.GENERAL, "openai:gpt-5.4-mini", Effort.HIGH) is Evidence.MEASURED
    assert kind(catalog, Use.GENERAL, "openai:gpt-5.4-mini", Effort.LOW) is Evidence.RELATED


def test_kin_with_a_measured_member_make_a_model_related(catalog: Catalog):
    found, kin = table(catalog), measured_kin(catalog, Use.GENERAL)
    listed = {one.cell.model for one in found.every}
    rows = [model for model in catalog.file.models if model.weights not in listed]
    kinds = evidence(catalog, Use.GENERAL)
    for model in rows:
        has_kin = bool(kin[found.row_of[model.id]])
        assert bool(kinds[place(catalog, model.id)] == Evidence.RELATED) is has_kin
    assert sum(bool(kin[found.row_of[model.id]]) for model in rows) > 20


@pytest.mark.parametrize("use", Use)
def test_the_basis_of_an_explanation_agrees_with_the_evidence(catalog: Catalog, use: Use):
    kinds = evidence(catalog, use)
    rows = {row.model: row for row in qualities(catalog, use)}
    assert [int(rows[model.id].evidence) for model in catalog.file.models] == kinds.tolist()


@pytest.mark.parametrize(("benchmark", "variant"), [("lmarena-text", ""), ("arena-code", "thinking"), ("comparia", "")])
@pytest.mark.parametrize("model", ["helium-1-2b", "qwen3-8b", "openai:gpt-5.4-mini"])
def test_adding_a_standing_never_lowers_evidence(catalog: Catalog, model: str, benchmark: str, variant: str):
    more = with_standing(catalog, model, benchmark, 1300.0, variant)
    for use in Use:
        before, after = evidence_grid(catalog, use), evidence_grid(more, use)
        lowered = {catalog.file.models[row].id for row in np.flatnonzero((after < before).any(axis=1))}
        assert lowered <= {model}, use  # a plain line beside a new one that thinks is now known not to think
        assert after[place(catalog, model)].max() >= before[place(catalog, model)].max()


def test_every_related_model_says_why_in_both_languages(catalog: Catalog):
    related = np.flatnonzero(evidence(catalog, Use.GENERAL) == Evidence.RELATED)[::20]
    assert len(related) > 5
    for row in related.tolist():
        reason = evidence_reason(catalog, Use.GENERAL, catalog.file.models[row].id)
        assert all(reason[language is Language.FR] for language in Language)
        assert reason not in (MEANINGS[Evidence.MEASURED], MEANINGS[Evidence.EXPECTED])


def test_a_board_of_the_use_ends_the_discount(catalog: Catalog):
    measured = catalog.models["qwen2.5-coder-32b-instruct"]
    assert is_outside(measured, Use.GENERAL)
    assert speciality_note(catalog, Use.GENERAL, measured.id) is None


def test_every_speciality_has_its_discount_and_its_words():
    assert set(DISCOUNTS) == set(MADE_FOR) == set(Speciality)


@pytest.mark.parametrize("model", ["alibaba:qwen-mt-plus", "translategemma-12b-it", "mathstral-7b-v0.1"])
def test_a_specialised_model_counts_less_outside_its_use(catalog: Catalog, model: str):
    record = catalog.models[model]
    plain = record.model_copy(update={"specialised": None})
    models = tuple(plain if each is record else each for each in catalog.file.models)
    without = Catalog(catalog.file.model_copy(update={"models": models}))
    row = place(catalog, model)
    assert is_outside(record, Use.CODE)
    assert speciality_note(catalog, Use.CODE, model) == counts_less(record) is not None
    assert speciality_note(without, Use.CODE, model) is counts_less(plain) is None
    low, likely, _ = (float(side[row]) for side in quality(catalog, Use.CODE))
    low_without, likely_without, _ = (float(side[row]) for side in quality(without, Use.CODE))
    assert likely < likely_without
    assert low < low_without
