"""A speed that the visitor measured is said to be theirs, on exactly the candidate that it was measured of."""

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine, Phase, UserMeasurement
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess
from llmselect.settings import Settings
from llmselect.ui.core import formatting
from tests.wording import EN

MODEL, STORED = "gemma-4-e2b-it", "Q4_K_M"


def on_the_machine(phase):
    """All candidates of a machine on which that phase of the model was measured."""
    measured = UserMeasurement(model=MODEL, quantization=STORED, phase=phase, tokens_per_s=12.0)
    machine, usual = Machine(host_memory_gib=16, measured=(measured,)), Settings()
    estimates = assess(load(), machine, usual.workload, usual.costs).estimates
    return [Candidate(estimates, row) for row in range(len(estimates.rows.model))]


def test_a_writing_speed_measured_on_the_machine_marks_its_candidate_and_no_other():
    marked = [each for each in on_the_machine(Phase.DECODE) if each.speed_measured_by_visitor]
    assert marked
    assert {(each.model.id, each.quantization and each.quantization.id, each.offer) for each in marked} == {
        (MODEL, STORED, None)
    }
    assert {formatting.speed_basis(each, EN) for each in marked} == {EN("served.by_you")}


def test_a_reading_speed_marks_no_writing_speed_as_measured():
    assert not any(each.speed_measured_by_visitor for each in on_the_machine(Phase.PREFILL))
