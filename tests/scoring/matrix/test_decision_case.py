"""What a decision may hold, and how it is changed."""

import pytest
from pydantic import ValidationError

from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_faults import BadCase, CaseTrouble, bad_case
from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCriterion, DecisionCase
from llmselect.scoring.matrix.plain_words import LONGEST_NAME, plain_words
from tests.scoring.matrix.cases import COMFORT, three_by_three


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "x" * (LONGEST_NAME + 1),
        "x" * 10_000,
        "a\u202eb",
        "a\u200bb",
        "a\x00b",
        "a\u2066b",
        "e" + "\u0301" * 9,
    ],
)
def test_names_that_hide_or_overflow_are_refused(name):
    with pytest.raises(ValidationError):
        CaseCandidate(id="a", name=name)


@pytest.mark.parametrize("name", ["<b>bold</b>", "=1+1", "Élodie", "模型", "نموذج", "O’Neil & co"])
def test_names_in_any_script_and_with_any_visible_sign_are_kept(name):
    assert plain_words(f"  {name} ", LONGEST_NAME) == name


@pytest.mark.parametrize("points", [(1, 1, 2), (1, 3, 2), (0, 5, 5), (float("nan"), 1, 2), (1, 2, float("inf"))])
def test_reference_points_that_are_not_in_order_are_refused(points):
    with pytest.raises(ValidationError):
        CaseCriterion(id="a", name="A", unacceptable=points[0], good_enough=points[1], best=points[2])


def test_a_scale_of_factors_needs_points_above_zero():
    with pytest.raises(ValidationError):
        CaseCriterion.model_validate(COMFORT.model_dump() | {"scale": "logarithmic"})


@pytest.mark.parametrize("value", [-1, 101, float("nan"), float("inf")])
def test_weights_out_of_range_are_refused(value):
    with pytest.raises(BadCase):
        editing.with_weights(three_by_three(), {"price": value})


def test_a_weight_of_a_criterion_that_is_not_there_is_refused():
    with pytest.raises(BadCase):
        editing.with_weights(three_by_three(), {"taste": 3})


def test_an_edited_cell_keeps_its_original_through_every_edit():
    case = three_by_three()
    first = editing.with_cell(case, "a", "price", Estimate(3, 3, 3))
    second = editing.with_cell(first, "a", "price", Estimate(4, 4, 5), "asked the seller")
    cell = second.by_key["a", "price"]
    assert (cell.measure, cell.original, cell.edited) == (Estimate(4, 4, 5), Estimate(1.2, 1.5, 2.0), True)
    back = editing.with_original(second, "a", "price").by_key["a", "price"]
    assert (back.measure, back.original, back.edited) == (Estimate(1.2, 1.5, 2.0), None, False)


def test_a_cell_that_is_emptied_keeps_its_original_and_takes_it_back():
    price = ("a", "price")
    case = editing.with_cell(editing.with_cell(three_by_three(), *price, Estimate(3, 3, 3)), *price, None)
    assert price not in case.by_key
    assert editing.read_case(case.model_dump_json()).originals == {price: Estimate(1.2, 1.5, 2.0)}
    typed = editing.with_cell(case, *price, Estimate(4, 4, 4))
    assert typed.by_key[price].original == Estimate(1.2, 1.5, 2.0)
    back = editing.with_original(case, *price)
    assert (back.by_key[price].measure, dict(back.originals)) == (Estimate(1.2, 1.5, 2.0), {})
    assert editing.without_criterion(case, "price").originals == editing.without_candidate(case, "a").originals == {}


def test_an_interval_the_wrong_way_round_is_refused():
    with pytest.raises(BadCase):
        editing.with_cell(three_by_three(), "a", "price", Estimate(5, 4, 6))


def test_removing_takes_the_cells_and_the_weight_along():
    case = editing.without_criterion(editing.without_candidate(three_by_three(), "a"), "price")
    assert {cell.key for cell in case.cells} == {("b", "quality"), ("b", "comfort"), ("c", "quality")}
    assert set(case.weight_of) == {"quality", "comfort"}


def test_a_decision_comes_back_from_its_json():
    case = editing.with_cell(three_by_three(), "a", "price", Estimate(3, 3, 3), "note")
    assert editing.read_case(case.model_dump_json()) == case


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": "x", "version": 2}', '{"title": "x", "extra": 1}'])
def test_what_is_no_decision_is_said(text):
    with pytest.raises(BadCase):
        editing.read_case(text)


def test_cells_of_nobody_and_names_twice_are_refused():
    case = three_by_three().model_dump()
    for change in ({"candidates": case["candidates"][:2]}, {"criteria": case["criteria"] * 2}):
        with pytest.raises(ValidationError):
            DecisionCase.model_validate(case | change)


def test_new_ids_are_short_and_differ():
    assert editing.new_id("Été à Paris !", []) == "ete-a-paris"
    assert editing.new_id("模型", ["item"]) == "item-2"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"name": "a\u202eb"}, CaseTrouble.WORDS),
        ({"best": 1.0}, CaseTrouble.POINTS),
        ({"scale": "logarithmic"}, CaseTrouble.FACTORS),
        ({"best": float("nan")}, CaseTrouble.NUMBER),
    ],
)
def test_a_fault_is_said_in_both_languages_by_its_kind(fields, kind):
    with pytest.raises(ValidationError) as caught:
        CaseCriterion.model_validate(COMFORT.model_dump() | fields)
    assert bad_case(caught.value).kind is kind
    assert kind.label.fr != kind.label.en


def test_what_is_no_matrix_is_said_as_a_file():
    for content in (b"", b"[]", b"{", b'{"case": 3}'):
        with pytest.raises(BadCase) as caught:
            editing.read_document(content)
        assert caught.value.kind is CaseTrouble.FILE
