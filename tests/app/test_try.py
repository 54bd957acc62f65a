"""Try: the room from an empty page to results, without any network but this computer's."""

import time
from dataclasses import replace

import pytest

from llmselect.bench import local_server
from llmselect.bench.measured import Counted, Measured, Spread
from llmselect.bench.trial.judge_run import JudgeRun
from llmselect.bench.trial.record import Preferred, Vote, Voter, read_trial, written
from llmselect.catalog.load import load
from llmselect.estimates.speed.served_measurements import MeasurementKind
from llmselect.machine.machine import Phase
from llmselect.ui.core import local_browser
from llmselect.ui.try_models import contestants_view, first_prompt, run_view
from tests.app.page_tables import tables
from tests.app.try_pages import button, state
from tests.bench import scheduled_server
from tests.bench.trials import trial
from tests.wording import EN, VOICE, says

pytestmark = pytest.mark.usefixtures("kept_here")
GOOD = "first-0-each-0-tokens-8"


@pytest.fixture
def at_home(monkeypatch, address):
    """On the owner's own computer, where the stand-in is one of the usual servers."""
    monkeypatch.setattr(local_browser, "is_local", lambda: True)
    monkeypatch.setattr(local_server, "USUAL", (local_server.Usual("Stand-in", address),))


@pytest.fixture(scope="module")
def address():
    with scheduled_server.in_a_thread() as where:
        yield where


def add(at, address, model):
    at.selectbox(key="try.server").set_value(address).run()
    button(at, "try.list").click().run()
    at.selectbox(key="try.model").set_value(model).run()
    button(at, "try.add").click().run()


def run(at):
    button(at, "try.run").click().run()
    assert state(at).run.wait(30)
    at.run()
    return state(at).record


@pytest.mark.parametrize("language", VOICE)
def test_an_empty_page_says_what_to_do(visit, language):
    at = visit("try", language)
    assert not at.exception
    assert says(" ".join(each.value for each in at.caption), "try.nothing_to_run", VOICE[language])
    assert button(at, "try.run").disabled


def test_a_public_visitor_is_offered_no_local_server(visit):
    at = visit("try")
    assert not any("localhost" in option for option in at.selectbox(key="try.server").options)
    assert not any(each.key in ("try.first_run", "try.measure") for each in at.button)


def test_a_public_visitor_who_types_an_address_reaches_no_other_host(visit, address, monkeypatch):
    typed = contestants_view.Server("typed", address, None)
    monkeypatch.setattr(contestants_view, "_servers", lambda *_: [typed])
    at = visit("try")
    button(at, "try.list").click().run()
    assert says(at.error[0].value, "bench.not_a_provider")
    assert state(at).contestants == []


def test_a_trial_runs_and_its_results_are_shown(visit, at_home, address):
    at = visit("try")
    add(at, address, GOOD)
    add(at, address, GOOD)
    record = run(at)
    assert not at.exception
    assert len({each.name for each in record.plan.contestants}) == 2
    assert len(record.replies) == len(record.plan) > 0
    for view in ("answers", "scores", "times", "blind", "keep"):
        at.segmented_control(key="try.view").set_value(view).run()
        assert not at.exception, view


def test_what_servers_do_wrong_is_said_in_its_cell_and_the_rest_goes_on(visit, at_home, address):
    at = visit("try")
    for model in ("html", "bad-bytes", "error-inside", "breaks", "wrong-key", GOOD):
        add(at, address, model)
    record = run(at)
    assert len(record.replies) == len(record.plan)
    faulty = {record.plan.contestants[r.contestant].model for r in record.replies if r.fault_en}
    assert faulty == {"bad-bytes", "error-inside", "breaks", "wrong-key"}
    assert not at.exception
    assert any("<script>" in each.value for each in at.code)
    shown = [*at.markdown, *at.caption, *at.warning, *at.error]
    assert not any("<script>" in each.value for each in shown)
    assert button(at, "try.resume")


def test_a_stop_keeps_what_is_done(visit, at_home, address, monkeypatch):
    monkeypatch.setattr(run_view, "LOOK_EVERY_S", None)
    at = visit("try")
    add(at, address, GOOD)
    add(at, address, "stalls")
    button(at, "try.run").click().run()
    until = time.monotonic() + 20
    while not state(at).run.replies() and time.monotonic() < until:
        time.sleep(0.02)
    button(at, "try.stop").click().run()
    assert state(at).run.wait(20)
    at.run()
    assert 0 < len(state(at).record.replies) < len(state(at).record.plan)
    assert button(at, "try.resume")


def test_a_typed_prompt_is_a_task(visit):
    at = visit("try")
    at.text_area(key="try.own_prompt").set_value("Capital of France?")
    at.text_input(key="try.own_expected").set_value("Paris")
    at.selectbox(key="try.own_check").set_value("contains")
    next(each for each in at.button if each.label == EN("try.own_add")).click().run()
    (task,) = state(at).own_tasks
    assert task.graders[0].all_of == ("Paris",)


def test_a_link_opens_the_trial_it_was_made_for_and_no_other_does(visit, kept_here):
    token = kept_here.save(trial([[True, False], [True, True]]), "mine")
    at = visit("try", trial=token)
    assert len(state(at).record.replies) == 4
    wrong = visit("try", trial=token[:-1])
    assert wrong.error
    assert state(wrong).record is None


def test_an_opened_trial_is_saved_under_a_link_without_any_key(visit, kept_here):
    token = kept_here.save(trial([[True, False], [True, True]]), "mine")
    at = visit("try", trial=token)
    at.segmented_control(key="try.view").set_value("keep").run()
    button(at, "try.save").click().run()
    assert state(at).token not in (None, token)
    assert len(state(at).token) >= 32
    assert b"sk-" not in written(read_trial(written(kept_here.open(state(at).token))))


def test_a_trial_is_replayed_without_a_server(visit, kept_here):
    token = kept_here.save(trial([[True, False], [True, True]]), "mine")
    at = visit("try", trial=token)
    at.segmented_control(key="try.view").set_value("keep").run()
    button(at, "try.replay").click().run()
    assert state(at).run.wait(30)
    at.run()
    assert [each.text for each in state(at).record.replies] == ["yes", "no", "yes", "yes"]


def test_local_only_lists_trials(visit, kept_here, at_home):
    kept_here.save(trial([[True]]), "a secret title")
    at = visit("try")
    assert any("a secret title" in option for option in at.selectbox(key="try.kept").options)


def test_a_public_visitor_sees_no_list_of_trials(visit, kept_here):
    kept_here.save(trial([[True]]), "a secret title")
    at = visit("try")
    assert not any(each.key == "try.kept" for each in at.selectbox)


def test_a_judge_that_always_says_the_same_place_counts_for_nothing(visit, at_home, address):
    at = visit("try")
    add(at, address, GOOD)
    add(at, address, GOOD)
    run(at)
    at.segmented_control(key="try.view").set_value("blind").run()
    button(at, "try.judge_begin").click().run()
    judge = at.session_state["try.judge_run"]
    assert judge.wait(30)
    at.run()
    assert not at.exception
    assert judge.asked > 0
    assert state(at).record.votes == ()


def test_what_a_judge_said_of_one_trial_counts_in_no_other(visit, kept_here, monkeypatch):
    class Judged(JudgeRun):
        running, asked = False, 1

        def votes(self):
            return (Vote(task=self.plan.tasks[0].id, left=0, right=1, choice=Preferred.LEFT, voter=Voter.JUDGE),)

    at = visit("try", trial=kept_here.save(trial([[True, False], [True, True]]), "mine"))
    at.segmented_control(key="try.view").set_value("blind").run()
    for judged, counted in ((trial([[True], [False]]), 0), (state(at).record, 1)):
        at.session_state["try.judge_run"] = Judged(judged, judged.plan.contestants[0], None, None)
        at.run()
        assert not at.exception
        assert len(state(at).record.votes) == counted


def test_an_expected_answer_is_never_left_out_in_silence(visit):
    at = visit("try")
    for expected, check in (("Paris", None), ("no number", "number")):
        at.text_area(key="try.own_prompt").set_value("Which?")
        at.text_input(key="try.own_expected").set_value(expected)
        if check is not None:
            at.selectbox(key="try.own_check").set_value(check)
        next(each for each in at.button if each.label == EN("try.own_add")).click().run()
    assert [task.graders[0].all_of for task in state(at).own_tasks] == [("Paris",), ("no number",)]


def test_an_opened_trial_that_is_not_complete_can_be_resumed(visit, kept_here):
    whole = trial([[True, False], [True, True]])
    at = visit("try", trial=kept_here.save(replace(whole, replies=whole.replies[:1]), "mine"))
    assert button(at, "try.resume")


def test_what_was_measured_of_an_offer_is_marked_on_choose(visit, kept_here):
    offer = load().file.offers[0]
    whole = trial([[True] * 4])
    mine = whole.plan.contestants[0].model_copy(update={"catalog_model": offer.model, "offer": offer.id})
    plan = whole.plan.model_copy(update={"contestants": (mine,)})
    at = visit("try", trial=kept_here.save(replace(whole, plan=plan), "mine"))
    at.segmented_control(key="try.view").set_value("times").run()
    button(at, "try.use_speeds").click().run()
    assert not at.exception
    assert [each.offer for each in at.session_state["own_speeds.offers"]] == [offer.id]
    at.switch_page("pages/choose.py").run()
    assert not at.exception
    assert at.session_state["own_speeds.joined"][1].kind[0] == MeasurementKind.OWN


def test_measuring_shows_the_estimates_before_and_after_or_says_that_it_is_another_machine(
    visit, at_home, address, monkeypatch
):
    monkeypatch.setattr(first_prompt, "PACKAGED", local_server.Usual("SmolLM2", address))
    at = visit("try")
    for decode, plausible in ((100.0, True), (1e5, False)):
        speeds = Measured("m", 3, Spread(decode, decode, decode), None, Spread(1, 1, 1), 500, 100, Counted.USAGE, 1.0)
        monkeypatch.setattr(local_server, "measure", lambda *_, found=speeds: iter([found]))
        monkeypatch.setattr(local_server, "models", lambda *_: ("m",))
        shown = len(tables(at))
        button(at, "try.measure").click().run()
        assert not at.exception
        kept = at.session_state["machine.measured"]
        assert [each.tokens_per_s for each in kept] == [100.0]
        assert (len(tables(at)) > shown) == plausible
        assert any(says(each.value, "try.other_machine") for each in at.warning) != plausible


def test_of_two_measured_speeds_the_plausible_one_counts_and_the_other_is_named(visit, at_home, address, monkeypatch):
    monkeypatch.setattr(first_prompt, "PACKAGED", local_server.Usual("SmolLM2", address))
    writing, reading = Spread(25, 25, 25), Spread(1, 1, 1)
    speeds = Measured("m", 3, writing, reading, Spread(1, 1, 1), 500, 100, Counted.USAGE, 1.0)
    monkeypatch.setattr(local_server, "measure", lambda *_: iter([speeds]))
    monkeypatch.setattr(local_server, "models", lambda *_: ("m",))
    at = visit("try")
    button(at, "try.measure").click().run()
    assert not at.exception
    assert [(each.phase, each.tokens_per_s) for each in at.session_state["machine.measured"]] == [(Phase.DECODE, 25)]
    (warning,) = at.warning
    assert EN("try.here_prefill", speed="1.0") in warning.value
    assert tables(at)


def test_a_first_prompt_without_the_packaged_server_says_so(visit, at_home, monkeypatch):
    monkeypatch.setattr(first_prompt, "PACKAGED", local_server.Usual("SmolLM2", "http://127.0.0.1:9/v1"))
    at = visit("try")
    button(at, "try.first_run").click().run()
    assert says(at.error[0].value, "bench.not_listening")


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        ([[True, False], [False, True]], "try.best_equal"),
        ([[False, False], [False, False]], "try.best_none"),
        ([[True, True], [False, True]], "try.best"),
        ([[True, False]], "try.passed_share"),
    ],
)
def test_nobody_is_put_first_who_only_shares_the_first_place(visit, kept_here, passed, said):
    at = visit("try", trial=kept_here.save(trial(passed), "mine"))
    at.segmented_control(key="try.view").set_value("scores").run()
    assert not at.exception
    assert any(says(each.value, said) for each in at.markdown)
