"""Choose ranks rented machines as a third lane, only when they are asked for."""

import pytest

from llmselect.estimates.privacy import RENTED as PRIVACY
from llmselect.machine.running_ways import RunningWay
from llmselect.settings import RentedFrom, Requirements, Settings, Spending
from llmselect.text import Text
from llmselect.ui.choose.rented.rented_lane_view import RENTED, RENTED_FROM
from llmselect.ui.core import link_code
from tests.app.live_charts import bar_rows, sent
from tests.wording import EN, VOICE, says

PRIVACY_LABEL = Text("Privacy", "Confidentialité")
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


def rented_ids(at):
    (rows,) = bar_rows(at, "lanes.rented")
    return [row["id"] for row in rows]


@pytest.mark.parametrize("language", VOICE)
def test_a_rented_row_is_selected_like_the_others_and_says_that_it_is_rented(visit, language):
    code = link_code.encode(Settings(spending=Spending(rented=(H100,)), language=language))
    at = visit("choose", language, s=code)
    chosen = rented_ids(at)[1]
    at.selectbox(key="choose.candidate").set_value(chosen).run()
    assert not at.exception
    assert chosen.startswith(H100)
    assert at.selectbox(key="choose.candidate").value == chosen
    quantization = chosen.removeprefix(f"{H100}/").split("/")[1].split("@")[0]
    how = VOICE[language]("how.rented", quantization=quantization, machine=H100)
    assert any(how in each.value.replace("\\", "") for each in at.main.subheader)
    assert says(" ".join(each.value for each in at.main.info), "lanes.rented_chosen", VOICE[language])
    assert any(H100 in name for name in outlines(at))


def outlines(at):
    (drawn,) = sent(at, "llmselect_radar", "choose.radar")
    return [shape["name"] for shape in drawn["shapes"]]


def test_nothing_is_said_to_be_selected_in_the_lane_until_it_is(visit):
    at = visit("choose", s=link_code.encode(Settings(spending=Spending(rented=(H100,)))))
    assert not says(" ".join(each.value for each in at.main.info), "lanes.rented_chosen")
    assert not any(H100 in name for name in outlines(at))


def test_a_named_machine_on_which_nothing_meets_the_requirements_is_said(visit):
    asked = Settings(requirements=Requirements(usd_per_month=700.0), spending=Spending(rented=(H100, L4)))
    at = visit("choose", s=link_code.encode(asked))
    assert set(machines(at)) == {L4}
    assert says(captions(at), "lanes.rented_nothing_on", machines=H100)


@pytest.mark.parametrize("asked", [Requirements(privacy_level=3), Requirements(eu_operator=True)], ids=["level", "law"])
def test_where_the_operator_keeps_every_machine_out_the_lane_says_what_to_choose(visit, asked):
    at = visit("choose", s=link_code.encode(Settings(requirements=asked, spending=Spending(rented=(H100,)))))
    assert machines(at) == []
    assert says(captions(at), "lanes.rented_level", operator=EN(RentedFrom.UNKNOWN.label), level="2")
    at.selectbox(key=RENTED_FROM).set_value(RentedFrom.EU_OPERATOR).run()
    assert set(machines(at)) == {H100}


def test_the_operator_is_asked_and_changes_the_level_of_every_row(visit):
    at = visit("choose", s=link_code.encode(Settings(spending=Spending(rented=(H100,)))))
    assert says(captions(at), "lanes.rented_sure")
    assert says(captions(at), "lanes.rented_price")
    for operator in RentedFrom:
        at.selectbox(key=RENTED_FROM).set_value(operator).run()
        assert not at.exception
        known = PRIVACY[operator]
        assert EN(known.evidence) in captions(at)
        column = next(each.value for each in at.dataframe if EN("lanes.rented_machine") in each.value)
        assert all(f"{int(known.level)}" in value for value in column[EN(PRIVACY_LABEL)])


def test_rented_machines_switched_off_are_not_listed_and_the_lane_says_so(visit):
    off = Requirements(ways_off=(RunningWay.RENTED,))
    at = visit("choose", s=link_code.encode(Settings(requirements=off, spending=Spending(rented=(H100,)))))
    assert machines(at) == []
    assert says(captions(at), "lanes.rented_off")


def test_with_both_other_ways_off_the_rented_lane_stands_alone(visit):
    off = Requirements(ways_off=(RunningWay.MACHINE, RunningWay.API))
    at = visit("choose", s=link_code.encode(Settings(requirements=off, spending=Spending(rented=(H100,)))))
    assert not at.exception
    assert set(machines(at)) == {H100}
