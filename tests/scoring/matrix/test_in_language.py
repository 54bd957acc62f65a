"""What the app named in a decision is said in the reader's language; what people named stays."""

import datetime

import pytest

from llmselect.scoring.matrix.decision_case import CaseCandidate, ValueOrigin
from llmselect.scoring.matrix.editing import changed, with_criterion
from llmselect.scoring.matrix.from_choose import SOURCE, case_from_choose
from llmselect.scoring.matrix.in_language import TITLE, in_language
from tests.scoring.matrix.cases import COMFORT, three_by_three
from tests.wording import EN, FR


@pytest.fixture
def spoken(default_recommendation):
    def begin(say):
        day = datetime.date.today()
        return case_from_choose(default_recommendation, say(TITLE, day=say.day(day)), say, most=8)

    return begin


@pytest.mark.parametrize(("first", "then"), [(EN, FR), (FR, EN)])
def test_a_decision_begun_in_one_language_reads_as_if_begun_in_the_other(spoken, first, then):
    case = spoken(first)
    assert in_language(case, first) is case
    assert in_language(case, then) == spoken(then)
    assert in_language(in_language(case, then), first) == case
    assert case.source != spoken(then).source
    assert SOURCE.en.partition(" ")[0] in spoken(EN).source


def test_what_people_named_stays(spoken):
    case = changed(spoken(EN), title="Which one?")
    renamed = with_criterion(case, case.criteria[0].model_copy(update={"name": "Secrecy"}))
    own = changed(renamed, candidates=(*renamed.candidates, CaseCandidate(id="own", name="Mine (low)")))
    said = in_language(with_criterion(own, COMFORT), FR)
    assert (said.title, said.criteria[0].name, said.candidates[-1].name) == ("Which one?", "Secrecy", "Mine (low)")
    assert said.candidates[-1].origin is ValueOrigin.OWN
    assert said.criterion("comfort") == COMFORT
    assert in_language(three_by_three(), FR) is not None
