"""One number, one place: whoever estimates a mixture that does not fit puts its parts where the ranking puts them."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer
from llmselect.command.questions import EstimateQuestion
from llmselect.estimates.assessment import assess
from llmselect.estimates.runs.curves import speed_curves
from llmselect.estimates.runs.one_model import estimate as estimate_one
from llmselect.machine.machine import Machine
from llmselect.settings import Costs, Workload

CATALOG = load()


def test_every_place_says_the_same_of_a_mixture_that_does_not_fit() -> None:
    """The ranking, `estimate` and the curves of the Memory page leave the same experts to the host."""
    machine, workload = Machine(accelerator="RTX 3060 12GB", host_memory_gib=32), Workload(thinking_tokens=0)
    estimates = assess(CATALOG, machine, workload, Costs())
    model = list(CATALOG.models).index("qwen3.6-35b-a3b")
    quantization = list(CATALOG.quantizations).index("Q4_K_M")
    (row, *_) = np.flatnonzero((estimates.rows.model == model) & (estimates.rows.quantization == quantization))
    ranked = estimates.decode.row(int(row))
    alone = estimate_one("qwen3.6-35b-a3b", machine, workload, "Q4_K_M")
    assert alone.host_layers == 0
    assert alone.decode_tokens_per_s == pytest.approx(ranked, rel=1e-6)
    curves = speed_curves(
        CATALOG, CATALOG.models["qwen3.6-35b-a3b"], CATALOG.quantizations["Q4_K_M"], machine, workload
    )
    typed = answer(
        CATALOG,
        EstimateQuestion(
            model="qwen3.6-35b-a3b", accelerator="RTX 3060 12GB", ram_gb=32.0, quantization="Q4_K_M", depth=1150
        ),
    )
    assert typed["decode_tokens_per_s"]["likely"] == pytest.approx(ranked.likely, rel=0.05)
    assert curves.decode.likely[curves.workload_row] == pytest.approx(ranked.likely, rel=0.05)
