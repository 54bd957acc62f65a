"""Models that think write more than their answer: it takes time, depth of cache, and money."""

import numpy as np
import pytest

from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.catalog.load import load
from llmselect.catalog.models import Reasoning
from llmselect.estimates.assessment import CandidateEstimates, assess
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.runs.thoughts import OFF, THINKING, reasoning_of
from llmselect.machine.machine import Machine
from llmselect.settings import Costs, Workload
from llmselect.units import Bools

CATALOG = load()


@pytest.fixture(scope="module")
def both() -> tuple[CandidateEstimates, CandidateEstimates]:
    brief, long = (
        assess(CATALOG, Machine(), Workload(cached_share=0, thinking_tokens=tokens), Costs()) for tokens in (0, 3000)
    )
    return brief, long


def thinking(estimates: CandidateEstimates) -> Bools:
    return estimates.rows.effort != OFF


def test_only_models_that_think_take_longer(both: tuple[CandidateEstimates, CandidateEstimates]) -> None:
    brief, long = both
    known, slower = ~np.isnan(brief.finish_s.likely), thinking(brief)
    assert slower.any()
    assert not slower.all()
    assert np.all(long.finish_s.likely[known & slower] > brief.finish_s.likely[known & slower])
    assert np.array_equal(long.finish_s.likely[known & ~slower], brief.finish_s.likely[known & ~slower])
    alike = known & (long.placement == brief.placement)  # the fastest place for a long answer may be another
    assert alike.mean() > 0.5
    assert np.array_equal(long.ttft_s.likely[alike], brief.ttft_s.likely[alike])
    assert np.all(long.answer_wait_s.likely[known & slower] > brief.answer_wait_s.likely[known & slower])


def test_providers_bill_thoughts_as_output(both: tuple[CandidateEstimates, CandidateEstimates]) -> None:
    brief, long = both
    served = thinking(brief) & ~brief.rows.local & ~np.isnan(brief.usd_per_month)
    offers = [CATALOG.file.offers[int(which)] for which in brief.rows.offer[served]]
    assert offers
    assert np.all(long.usd_per_month[served] >= brief.usd_per_month[served])
    paid = long.usd_per_month[served] > brief.usd_per_month[served]
    assert paid.mean() > 0.9  # the others cost nothing


def test_the_cache_is_fuller_while_a_model_thinks() -> None:
    workload = Workload(prompt_tokens=1000, output_tokens=300, thinking_tokens=2000)
    asked = RunInputs.of((workload,), np.zeros(2, np.int64), np.array([0.0, 2000.0]))
    assert asked.output_tokens.tolist() == [300, 2300]
    assert asked.depth.tolist() == [1150, 2150]


def test_every_kind_of_thinking_counts_and_no_other() -> None:
    estimates = assess(CATALOG, Machine(), Workload(), Costs())
    models = CATALOG.file.models
    efforts = {
        (reasoning_of(CATALOG, models[row]), EFFORTS[effort])
        for row, effort in zip(estimates.rows.model.tolist(), estimates.rows.effort.tolist(), strict=True)
    }
    assert {kind for kind, effort in efforts if effort is not Effort.OFF} == {Reasoning.OPTIONAL, Reasoning.ALWAYS}
    assert (Reasoning.ALWAYS, Effort.OFF) not in efforts
    assert (Reasoning.OPTIONAL, Effort.OFF) in efforts


def test_models_that_cannot_think_have_no_effort_but_off(both: tuple[CandidateEstimates, CandidateEstimates]) -> None:
    rows = both[0].rows
    reasoning = np.array([reasoning_of(CATALOG, model) for model in CATALOG.file.models])[rows.model]
    assert (rows.effort[reasoning == Reasoning.NO] == OFF).all()
    assert (rows.effort[reasoning == Reasoning.ALWAYS] != OFF).all()
    assert {Reasoning(each) for each in reasoning[rows.effort != OFF]} - {Reasoning.UNKNOWN} == set(THINKING)
