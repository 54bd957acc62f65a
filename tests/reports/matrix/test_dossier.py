"""The dossier: what is needed to defend a choice, in both languages, nothing of it read as HTML."""

import datetime

import pytest

from llmselect.estimates.core.columns import Estimate
from llmselect.reports.matrix.case_story import headline, number_words, what_if_sentence
from llmselect.reports.matrix.dossier import as_dossier
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import CaseCandidate
from tests.scoring.matrix.cases import three_by_three
from tests.wording import EN, FR, VOICE, says

DAY = datetime.date(2026, 11, 29)


@pytest.mark.parametrize("language", VOICE)
def test_the_dossier_holds_the_answer_the_values_and_what_would_change_it(language):
    say, values = VOICE[language], case_values(three_by_three())
    page = as_dossier(values, say, DAY)
    for part in ("answer", "ranking", "values", "contributions", "change", "opinions", "remarks", "sources"):
        assert f"<h2>{say('dossier.' + part)}</h2>" in page
    assert headline(values, say) in page
    assert f'<html lang="{say.language}">' in page
    assert page.count("<section>") == 2


def test_an_edit_stands_beside_its_original():
    case = editing.with_cell(three_by_three(), "a", "price", Estimate(3, 3, 3), "asked the seller")
    page = as_dossier(case_values(case), EN, DAY)
    assert "3 * [1.5]" in page
    assert "asked the seller" in page


def test_names_are_words():
    case = editing.with_candidate(three_by_three(), CaseCandidate(id="evil", name="<script>alert(1)</script>"))
    page = as_dossier(case_values(case), EN, DAY)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("weights", [(0, 0, 0), (100, 0, 0), (40, 40, 20)])
@pytest.mark.parametrize("candidates", [0, 1, 2, 3])
def test_every_matrix_has_a_dossier(weights, candidates):
    case = three_by_three(weights)
    for id in [each.id for each in case.candidates][candidates:]:
        case = editing.without_candidate(case, id)
    assert as_dossier(case_values(case), FR, DAY)


@pytest.mark.parametrize("say", [EN, FR], ids=["en", "fr"])
def test_what_if_is_said_with_the_unit_and_in_the_direction_of_the_criterion(say):
    values = case_values(three_by_three())
    first = values.case.candidates[values.winner].id
    other = next(each.id for each in values.case.candidates if each.id != first)
    for candidate, ends in ((first, ("loses_from", "loses_below")), (other, ("wins_at_most", "wins_from"))):
        for criterion, key in zip(("price", "quality"), ends, strict=True):
            said = what_if_sentence(values, candidate, criterion, say)
            settled = says(said, "story.never_wins", say) or says(said, "story.always_wins", say)
            assert settled or says(said, f"story.{key}", say)
            unit = values.case.criterion(criterion).unit
            assert settled or unit in said


@pytest.mark.parametrize(
    ("value", "said"), [(1234.5, "1,234"), (150.25, "150.2"), (12.345, "12.35"), (0.01234, "0.0123"), (5, "5")]
)
def test_numbers_have_the_figures_that_count(value, said):
    assert number_words(value, EN) == said
