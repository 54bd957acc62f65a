"""Any machine: several kinds, parts of layers, layers and experts left to the host, devices typed in by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.load import load
from llmselect.catalog.published import WeightFile
from llmselect.errors import NotPossible, UnknownName
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.assessment import assess
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.memory.engine_copies import expert_copy_bytes
from llmselect.estimates.memory.weights import Weights, weights
from llmselect.estimates.runs.run_estimates import RunEstimate, RunRequest, estimate_trials, model_run_estimates
from llmselect.machine.machine import ChipClass, Custom, Further, Machine, PlacementKind, Split
from llmselect.settings import Costs, Workload

CATALOG = load()
DENSE, MIXTURE, LATENT = "llama-3.1-70b-instruct", "qwen3-30b-a3b", "deepseek-v3.1"
SERVER = {"host_memory_gib": 2048.0}


def run(
    model: str, machine: Machine, quantization: str = "Q4_K_M", context: int = 8192, **changes: object
) -> RunEstimate:
    known = CATALOG.models[model]
    workload = Workload(context_tokens=context, **changes)  # type: ignore[arg-type]  # fields by name
    trial = RunRequest(machine, workload, CATALOG.quantizations[quantization])
    assert known.architecture is not None
    return estimate_trials(CATALOG, known.architecture, [trial])[0]


def likely(bar: RunEstimate) -> float:
    assert bar.decode_tokens_per_s is not None
    return bar.decode_tokens_per_s.likely


@pytest.mark.parametrize("model", [DENSE, MIXTURE])
def test_two_of_a_kind_are_the_same_whether_counted_or_named_twice(model: str) -> None:
    counted = run(model, Machine(accelerator="RTX 4090", count=2))
    named = run(model, Machine(accelerator="RTX 4090", further=(Further(accelerator="RTX 4090"),)))
    assert named.fit is counted.fit is Fit.FULL
    assert named.device_bytes == pytest.approx(counted.device_bytes)
    assert likely(named) == pytest.approx(likely(counted), rel=0.001)
    assert named.device_memory_bytes == counted.device_memory_bytes


def test_a_slow_card_beside_a_quick_one_is_between_the_two() -> None:
    slow = likely(run(MIXTURE, Machine(accelerator="RTX 3060 12GB", count=2)))
    quick = likely(run(MIXTURE, Machine(accelerator="RTX 4090", count=2)))
    both = run(MIXTURE, Machine(accelerator="RTX 4090", further=(Further(accelerator="RTX 3060 12GB"),)))
    assert both.fit is Fit.FULL
    assert slow < likely(both) < quick


def test_each_kind_holds_layers_in_proportion_to_its_room() -> None:
    machine = Machine(accelerator="RTX 4090", further=(Further(accelerator="RTX 3060 12GB", count=2),))
    bar = run("qwen3-32b", machine)
    quick, slow = bar.kinds
    assert quick.layers + slow.layers == CATALOG.models["qwen3-32b"].architecture.layers  # type: ignore[union-attr]
    assert quick.layers / slow.layers == pytest.approx(quick.device_memory_bytes / slow.device_memory_bytes, rel=0.12)
    assert quick.device_bytes + slow.device_bytes == pytest.approx(bar.device_bytes)
    assert quick.device_bytes <= quick.device_memory_bytes
    assert slow.device_bytes <= slow.device_memory_bytes
    assert quick.device_memory_bytes + slow.device_memory_bytes == bar.device_memory_bytes


def test_rows_of_one_kind_are_not_changed_by_rows_of_several_beside_them() -> None:
    plain = Machine(accelerator="RTX 3090", count=2)
    mixed = Machine(accelerator="RTX 4090", further=(Further(accelerator="RTX 3060 12GB"),))
    halved = Machine(accelerator="RTX 4090", count=2, split=Split.TENSOR)
    architecture = CATALOG.models[MIXTURE].architecture
    assert architecture is not None
    trials = [RunRequest(m, Workload(), CATALOG.quantizations["Q6_K"]) for m in (plain, mixed, halved, plain)]
    together = estimate_trials(CATALOG, architecture, trials)
    for trial, bar in zip(trials, together, strict=True):
        (alone,) = estimate_trials(CATALOG, architecture, [trial])
        assert alone == replace(bar, kinds=alone.kinds)
        assert len(alone.kinds) == len(bar.kinds)


@settings(deadline=None, max_examples=40)
@given(
    model=st.sampled_from([DENSE, MIXTURE, "qwen3-32b", "gemma-3-27b-it"]),
    first=st.floats(2, 96),
    second=st.floats(2, 96),
    more=st.floats(0, 64),
    split=st.sampled_from(list(Split)),
    context=st.integers(512, 65536),
)
def test_more_memory_never_fits_less(
    model: str, first: float, second: float, more: float, split: Split, context: int
) -> None:
    def machine(gib: float) -> Machine:
        further = (Further(accelerator="RTX 3090", memory_gib=gib),)
        return Machine(accelerator="RTX 4090", memory_gib=first, further=further, split=split, **SERVER)

    before, after = (run(model, machine(gib), context=context) for gib in (second, second + more))
    assert after.fit >= before.fit
    assert after.host_layers <= before.host_layers


@settings(deadline=None, max_examples=40)
@given(
    model=st.sampled_from([DENSE, "qwen3-32b", MIXTURE]),
    gib=st.floats(4, 48),
    count=st.sampled_from([2, 4]),
    context=st.integers(512, 32768),
)
def test_equal_parts_of_every_layer_never_hold_less_than_whole_layers(
    model: str, gib: float, count: int, context: int
) -> None:
    """Four or more KV heads divide among two and among four."""
    layers = PlacementKind.LAYERS_ON_HOST
    machines = (Machine(memory_gib=gib, count=count, split=split, placement=layers, **SERVER) for split in Split)
    whole, parts = (run(model, machine, context=context) for machine in machines)
    assert parts.fit >= whole.fit
    assert parts.host_layers <= whole.host_layers


def test_more_devices_than_heads_hold_the_cache_more_than_once() -> None:
    """Llama 3.1 70B has 8 KV heads, latent attention one row for all of them."""
    for model, count, copies in ((DENSE, 8, 1), (DENSE, 16, 2), (LATENT, 8, 8)):
        machine = Machine(accelerator="H100 SXM 80GB", count=count, **SERVER)
        layers, parts = (run(model, machine.model_copy(update={"split": split})) for split in Split)
        assert layers.fit is parts.fit is Fit.FULL
        assert parts.kv_cache_bytes == pytest.approx(copies * layers.kv_cache_bytes)


def test_the_poorest_of_several_decides_where_each_holds_a_part_of_every_layer() -> None:
    mixed = Machine(accelerator="RTX 4090", further=(Further(accelerator="RTX 3060 12GB"),), split=Split.TENSOR)
    equal = Machine(accelerator="RTX 3060 12GB", count=2, split=Split.TENSOR)
    assert run(MIXTURE, mixed).device_memory_bytes == run(MIXTURE, equal).device_memory_bytes
    assert likely(run("llama-3.1-8b-instruct", mixed)) == pytest.approx(
        likely(run("llama-3.1-8b-instruct", equal)), rel=0.2
    )


def test_layers_left_to_the_host_are_left_there() -> None:
    whole = run("qwen3-32b", Machine())
    assert whole.fit is Fit.FULL
    speeds, sizes = [likely(whole)], [whole.device_bytes]
    for layers in (1, 16, 48, 64):
        bar = run("qwen3-32b", Machine(host_layers=layers))
        assert bar.fit is Fit.PARTIAL
        assert bar.host_layers == layers
        speeds.append(likely(bar))
        sizes.append(bar.device_bytes)
    assert speeds == sorted(speeds, reverse=True)
    assert sizes == sorted(sizes, reverse=True)


def test_experts_in_main_memory_leave_the_accelerator_exactly_by_their_bytes() -> None:
    machine = Machine(accelerator="RTX 6000 Ada", **SERVER)
    there = run(MIXTURE, machine)
    moved = run(MIXTURE, machine.model_copy(update={"experts_on_host": True}))
    assert there.fit is Fit.FULL
    assert moved.fit is Fit.PARTIAL
    assert moved.host_layers == 0
    freed = there.device_bytes - moved.device_bytes
    stored = mixture_weights()
    experts, copied = float(stored.expert_bytes[0]), float(expert_copy_bytes(stored)[0])
    assert freed == pytest.approx(experts - copied, rel=1e-9), "one layer of experts is copied for prompts"
    assert likely(moved) < likely(there)


def mixture_weights() -> Weights:
    architecture = CATALOG.models[MIXTURE].architecture
    assert architecture is not None
    return weights(shapes([architecture]), [CATALOG.quantizations["Q4_K_M"]], np.zeros(1, np.int64))


def test_experts_elsewhere_mean_nothing_to_a_dense_model() -> None:
    assert run("qwen3-32b", Machine(experts_on_host=True)) == run("qwen3-32b", Machine())


def test_what_the_desktop_keeps_is_not_there_for_the_model() -> None:
    free, busy = (run(DENSE, Machine(reserved_gib=gib)) for gib in (0.0, 4.0))
    assert free.device_memory_bytes is not None
    assert busy.device_memory_bytes is not None
    assert free.device_memory_bytes - busy.device_memory_bytes == 4 * 2**30
    assert busy.host_layers > free.host_layers


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("RTX 4090", ChipClass.NVIDIA),
        ("RX 7900 XTX", ChipClass.AMD),
        ("Apple M4 Max 40-core", ChipClass.APPLE),
        ("H100 SXM 80GB", ChipClass.NVIDIA),
    ],
)
def test_a_card_typed_in_by_hand_is_nearly_the_card_itself(name: str, maker: ChipClass) -> None:
    known = CATALOG.accelerator(name)
    assert known.memory_gib is not None
    custom = Custom(
        name="mine",
        maker=maker,
        memory_gib=known.memory_gib,
        bandwidth_gb_per_s=known.bandwidth_gb_per_s,
        fp16_tflops=known.fp16_tflops,
        int8_tops=known.int8_tops,
        unified_memory=known.unified_memory,
    )
    host = known.memory_gib if known.unified_memory else 64.0
    typed = run("llama-3.1-8b-instruct", Machine(accelerator=None, custom=custom, host_memory_gib=host, reserved_gib=0))
    card = run("llama-3.1-8b-instruct", Machine(accelerator=name, host_memory_gib=host, reserved_gib=0))
    assert typed.fit is card.fit
    assert typed.device_memory_bytes == card.device_memory_bytes
    assert likely(typed) == pytest.approx(likely(card), rel=0.25)
    assert typed.decode_tokens_per_s is not None
    assert card.decode_tokens_per_s is not None
    assert typed.decode_tokens_per_s.low / likely(typed) < card.decode_tokens_per_s.low / likely(card)


def test_without_arithmetic_no_prefill_is_told() -> None:
    custom = Custom(name="mine", maker=ChipClass.AMD, memory_gib=24, bandwidth_gb_per_s=900)
    bar = run("llama-3.1-8b-instruct", Machine(accelerator=None, custom=custom))
    assert bar.prefill_tokens_per_s is None
    assert bar.ttft_s is None
    assert bar.decode_tokens_per_s is not None


def test_a_processor_typed_in_runs_alone_in_its_own_memory() -> None:
    custom = Custom(name="mine", maker=ChipClass.PROCESSOR, memory_gib=32, bandwidth_gb_per_s=200, fp16_tflops=2)
    bar = run("llama-3.1-8b-instruct", Machine(accelerator=None, custom=custom, host_memory_gib=1))
    assert bar.device_memory_bytes is None
    assert bar.fit is Fit.FULL
    assert run(DENSE, Machine(accelerator=None, custom=custom)).fit is Fit.NONE


@pytest.mark.parametrize(
    ("machine", "error", "words"),
    [
        (
            Machine(custom=Custom(name="mine", maker=ChipClass.AMD, memory_gib=24, bandwidth_gb_per_s=900)),
            NotPossible,
            "both RTX 4090 and mine",
        ),
        (Machine(accelerator=None, further=(Further(accelerator="RTX 4090"),)), NotPossible, "no first"),
        (Machine(further=(Further(accelerator="RTX 409"),)), UnknownName, "the nearest are RTX 4090"),
        (Machine(further=(Further(accelerator="EPYC 9654"),)), NotPossible, "is a processor"),
    ],
)
def test_a_machine_that_cannot_be_is_refused_in_one_sentence(
    machine: Machine, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as refused:
        groups_of(CATALOG, machine)
    assert "\n" not in str(refused.value)


def test_a_listed_file_takes_the_place_of_the_computed_size() -> None:
    model = CATALOG.models["llama-3.1-8b-instruct"]
    file = WeightFile("model-Q4_K_M.gguf", "Q4_K_M", 5_000_000_000)
    smaller = WeightFile("other-Q4_K_M.gguf", "Q4_K_M", 4_000_000_000)
    listed = {b.quantization.id: b for b in model_run_estimates(CATALOG, model, Machine(), Workload(), (file, smaller))}
    computed = {b.quantization.id: b for b in model_run_estimates(CATALOG, model, Machine(), Workload())}
    assert listed["Q4_K_M"].weights_bytes == 5_000_000_000
    assert listed["Q4_K_M"].file is file
    assert listed["Q8_0"] == computed["Q8_0"]
    assert computed["Q4_K_M"].file is None


def test_power_is_that_of_all_accelerators_and_that_of_its_kind_where_one_is_unknown() -> None:
    def electricity(machine: Machine) -> float:
        estimates = assess(CATALOG, machine, Workload(), Costs())
        known = np.flatnonzero(estimates.rows.local & ~np.isnan(estimates.busy_hours) & (estimates.busy_hours < 700))
        return float(np.mean(estimates.usd_per_month[known] / estimates.busy_hours[known]))

    watts = {name: CATALOG.accelerator(name).power_w for name in ("RTX 4090", "RTX 3060 12GB")}
    mixed = Machine(further=(Further(accelerator="RTX 3060 12GB", count=2),))
    expected = ((watts["RTX 4090"] or 0) + 2 * (watts["RTX 3060 12GB"] or 0)) / 1000 * Costs().electricity_usd_per_kwh
    assert electricity(mixed) == pytest.approx(expected)
    custom = Custom(name="mine", maker=ChipClass.NVIDIA, memory_gib=24, bandwidth_gb_per_s=900, fp16_tflops=80)
    alone = Machine(accelerator=None, custom=custom)
    kin = [a.power_w for a in CATALOG.file.accelerators if a.kind is AcceleratorKind.GRAPHICS_CARD and a.power_w]
    assert electricity(alone) == pytest.approx(float(np.median(kin)) / 1000 * Costs().electricity_usd_per_kwh)
    estimates = assess(CATALOG, alone, Workload(), Costs())
    runs = np.flatnonzero(estimates.rows.local & ~np.isnan(estimates.cost.likely))
    assert not estimates.cost_known[runs].any()
    assert estimates.cost.high[runs] / estimates.cost.low[runs] == pytest.approx(max(kin) / min(kin), rel=0.01)
