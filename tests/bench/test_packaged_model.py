"""A grid over llama.cpp's own server with the small packaged model: real streams, real counts, graded answers."""

import pytest

from llmselect.bench.feedback.measured_machine import machine_measurements
from llmselect.bench.graders.grader import Contains, Length
from llmselect.bench.http.addresses import HERE
from llmselect.bench.local_server import measure, models
from llmselect.bench.measured import Counted, Measured
from llmselect.bench.results.latency import latency
from llmselect.bench.results.pass_rates import pass_rates
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.askers import live_asker
from llmselect.bench.trial.plan import Contestant, TrialPlan
from llmselect.bench.trial.record import TrialRecord, read_trial, written
from llmselect.bench.trial.trial_run import TrialRun
from tests.bench import packaged_model

pytestmark = pytest.mark.skipif(bool(packaged_model.missing()), reason=packaged_model.missing() or "served")
PATIENCE_S = 300
ANIMALS = ("cat", "dog", "horse", "cow", "sheep", "duck", "goose", "frog", "whale", "mouse")


@pytest.fixture(scope="module")
def server():
    with packaged_model.serving() as where:
        yield where


@pytest.fixture(scope="module")
def played(server) -> TrialRecord:
    """Ten prompts at two temperatures."""
    tasks = tuple(
        TrialTask(
            id=f"animal-{name}",
            prompt=f"Write one short sentence about a {name}.",
            max_tokens=24,
            graders=(Contains(any_of=(name,)), Length(least_words=2)),
        )
        for name in ANIMALS
    )
    contestants = tuple(
        Contestant(
            name=f"at {temperature}",
            base_url=server,
            model=models(server)[0],
            temperature=temperature,
            catalog_model="smollm2-135m-instruct",
            quantization="Q4_1",
        )
        for temperature in (0.0, 1.0)
    )
    run = TrialRun(TrialPlan(contestants=contestants, tasks=tasks), live_asker(HERE, {}))
    run.start()
    assert run.wait(PATIENCE_S)
    return TrialRecord(run.plan, run.started, run.replies())


def test_every_cell_is_answered_and_counted_by_the_server(played):
    assert len(played.replies) == 20
    assert {reply.fault_en for reply in played.replies} == {None}
    assert {reply.counted for reply in played.replies} == {Counted.USAGE}
    for reply in played.replies:
        assert 0 < reply.ttft_s <= reply.total_s
        assert 0 < reply.output_tokens <= 24
        assert reply.prompt_tokens > 8
        assert reply.text.strip()


def test_the_answers_are_graded_and_some_pass(played):
    careful, _ = pass_rates(played)
    assert careful.tasks == 10
    assert 0 < careful.share <= 1
    assert careful.low < careful.share


def test_the_first_call_of_each_is_cold_and_the_rest_are_timed(played):
    assert [reply.task for reply in played.replies if reply.cold] == ["animal-cat"] * 2
    assert [found.requests for found in latency(played)] == [9, 9]


def test_its_speed_becomes_a_measurement_of_this_machine(played):
    (decode,) = machine_measurements(played, 0)
    assert (decode.model, decode.quantization) == ("smollm2-135m-instruct", "Q4_1")
    assert decode.tokens_per_s > 0


def test_the_trial_survives_its_file(played):
    assert read_trial(written(played)).replies == played.replies


def test_measuring_this_computer_ends_in_speeds_of_reading_and_writing(server):
    *_, found = measure(server, models(server)[0], prompt_tokens=64, output_tokens=16, rounds=1)
    assert isinstance(found, Measured)
    assert found.counted is Counted.USAGE
    assert found.prefill_tokens_per_s is not None
