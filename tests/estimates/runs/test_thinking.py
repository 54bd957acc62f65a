"""Models that think write more than their answer: it takes time, depth of cache, and money."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import Reasoning
from llmselect.estimates.assessment import CandidateEstimates, assess
from llmselect.estimates.runs.run_inputs import RunInputs, thinks
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
    return np.array([thinks(CATALOG, CATALOG.file.models[int(row)]) for row in estimates.rows.model])


def test_only_models_that_think_take_longer(both: tuple[CandidateEstimates, CandidateEstimates]) -> None:
    brief, long = both
    known, slower = ~np.isnan(brief.finish_s.likely), thinking(brief)
    assert slower.any()
    assert not slower.all()
    assert np.all(long.finish_s.likely[known & slower] > brief.finish_s.likely[known & slower])
    assert np.array_equal(long.finish_s.likely[known & ~slower], brief.finish_s.likely[known & ~slower])
    assert np.array_equal(long.ttft_s.likely[known], brief.ttft_s.likely[known])


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
    asked = RunInputs.of((workload,), np.zeros(2, np.int64), np.array([False, True]))
    assert asked.output_tokens.tolist() == [300, 2300]
    assert asked.depth.tolist() == [1150, 2150]


def test_every_kind_of_thinking_counts_and_no_other() -> None:
    counted = {model.reasoning for model in CATALOG.file.models if thinks(CATALOG, model) and not model.open_model}
    assert counted - {Reasoning.UNKNOWN} == {Reasoning.OPTIONAL, Reasoning.ALWAYS}
    assert not any(thinks(CATALOG, m) for m in CATALOG.file.models if m.reasoning is Reasoning.NO)
