"""Choose ranks rented machines as a third lane, only when they are asked for."""

import pytest

from llmselect.settings import Requirements, Settings, Spending
from llmselect.ui.choose.rented.rented_lane_view import RENTED
from llmselect.ui.core import link_code
from tests.wording import EN, VOICE, says

H100, L4 = "H100 SXM 80GB", "L4"


def captions(at):
    return " ".join(each.value for each in at.main.caption)


def machines(at, say=EN):
    title = say("lanes.rented_machine")
    return [name for each in at.dataframe if title in each.value for name in each.value[title]]


@pytest.mark.parametrize("language", VOICE)
def test_no_rented_machine_is_ranked_until_one_is_named(visit, language):
    at = visit("choose", language)
    assert machines(at, VOICE[language]) == []
    assert says(captions(at), "lanes.rented_help", VOICE[language])


def test_a_named_machine_is_a_lane_of_its_own(visit):
    at = visit("choose")
    at.multiselect(key=RENTED).set_value([H100, L4]).run()
    assert not at.exception
    assert set(machines(at)) <= {H100, L4}
    assert len(machines(at)) == 6
    assert says(captions(at), "lanes.rented_how")


def test_a_link_brings_the_rented_lane_back(visit):
    code = link_code.encode(Settings(spending=Spending(rented=(H100,))))
    at = visit("choose", s=code)
    assert set(machines(at)) == {H100}


@pytest.mark.parametrize(
    ("requirements", "words"),
    [(Requirements(local=True), "lanes.rented_mine_only"), (Requirements(served=True), "lanes.served_only")],
)
def test_who_requires_another_way_sees_no_rented_machine_and_why(visit, requirements, words):
    settings = Settings(requirements=requirements, spending=Spending(rented=(H100,)))
    at = visit("choose", s=link_code.encode(settings))
    assert machines(at) == []
    assert says(captions(at), words)
