"""One number, one place: whoever estimates a mixture that does not fit puts its parts where the ranking puts them."""

import json

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer, answer_lines
from llmselect.command.questions import EstimateQuestion
from llmselect.estimates.assessment import assess
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits
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


@pytest.mark.parametrize(
    ("accelerator", "gib"), [("Apple M4 Max 40-core", 64), ("Apple M2 10-core", 16), ("GB10 (DGX Spark)", 128)]
)
def test_in_one_memory_a_model_lies_wholly_or_nowhere_for_everybody(accelerator: str, gib: float) -> None:
    """What unified memory keeps back is the system's: neither the ranking nor `estimate` puts layers there."""
    machine, workload = Machine(accelerator=accelerator, host_memory_gib=gib), Workload(context_tokens=2048)
    estimates = assess(CATALOG, machine, workload, Costs())
    count, quantization = len(estimates.runs), list(CATALOG.quantizations).index("Q8_0")
    models = list(CATALOG.models)
    ranked = {
        models[int(estimates.rows.model[row])]: Fit(int(estimates.fit[row])).name.lower()
        for row in np.flatnonzero(estimates.rows.quantization[:count] == quantization).tolist()
    }
    asked = {"accelerator": accelerator, "ram_gb": gib, "quantization": "Q8_0", "context": 2048}
    lines = answer_lines(CATALOG, [json.dumps(asked | {"model": name}).encode() for name in ranked])
    assert [line["fit"] for line in lines] == list(ranked.values())
    assert set(ranked.values()) == {"full", "none"}


def test_a_split_asked_for_is_made_in_one_memory_too() -> None:
    question = EstimateQuestion(model="qwen3-8b", accelerator="Apple M4 Max 40-core", ram_gb=64, host_layers=4)
    assert answer(CATALOG, question)["host_layers"] == 4


@pytest.mark.parametrize("machine", [Machine(accelerator=None), Machine(accelerator="Ryzen 9 7950X")])
def test_a_processor_alone_has_no_format_that_only_servers_read(machine: Machine) -> None:
    """vLLM holds a model on accelerators: AWQ, FP8 and 16-bit safetensors lie nowhere without one."""
    estimates = assess(CATALOG, machine.model_copy(update={"host_memory_gib": 1024}), Workload(), Costs())
    count = len(estimates.runs)
    foreign = np.array([not splits(each) for each in CATALOG.file.quantizations])
    fits = estimates.fit[:count] > Fit.NONE
    assert fits.any()
    assert not (fits & foreign[estimates.rows.quantization[:count]]).any()
    for name in ("AWQ-INT4", "FP8", "FP16"):
        question = EstimateQuestion(model="qwen3-8b", accelerator=machine.accelerator, ram_gb=1024, quantization=name)
        assert answer(CATALOG, question)["fit"] == "none"
