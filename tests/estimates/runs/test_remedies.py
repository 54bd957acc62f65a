"""What would make a model fit is told only where it does."""

import pytest

from llmselect.catalog.load import load
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits
from llmselect.estimates.runs.remedies import CLEARLY_FASTER, Remedy, Way, ways_to_fit
from llmselect.estimates.runs.run_estimates import RunRequest, estimate_trials
from llmselect.machine.machine import Further, Machine
from llmselect.settings import KvType, Workload

CATALOG = load()
SITUATIONS = {
    "dense": ("llama-3.1-70b-instruct", "Q4_K_M", Machine(), Workload()),
    "mixture": ("qwen3-30b-a3b", "Q6_K", Machine(accelerator="RTX 3060 12GB"), Workload(context_tokens=32768)),
    "long": (
        "qwen3-14b",
        "Q4_K_M",
        Machine(accelerator="RTX 3060 12GB", reserved_gib=0),
        Workload(context_tokens=40960),
    ),
    "crowd": ("llama-3.1-8b-instruct", "Q8_0", Machine(), Workload(context_tokens=16384, users=16)),
    "kinds": (
        "llama-3.1-70b-instruct",
        "Q4_K_M",
        Machine(further=(Further(accelerator="RTX 3060 12GB"),)),
        Workload(),
    ),
    "unified": (
        "qwen3-32b",
        "Q8_0",
        Machine(accelerator="Apple M4 Max 40-core", host_memory_gib=36),
        Workload(context_tokens=32768),
    ),
    "huge": ("deepseek-v3.1", "Q4_K_M", Machine(), Workload()),
    "host": ("llama-3.1-8b-instruct", "F16", Machine(accelerator=None, host_memory_gib=8), Workload()),
}


def ways(name: str) -> tuple[Way, ...]:
    model, quantization, machine, workload = SITUATIONS[name]
    return ways_to_fit(CATALOG, CATALOG.models[model], machine, workload, CATALOG.quantizations[quantization])


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_way_that_is_told_works(name: str) -> None:
    architecture = CATALOG.models[SITUATIONS[name][0]].architecture
    assert architecture is not None
    found = ways(name)
    assert found
    for way in found:
        (bar,) = estimate_trials(CATALOG, architecture, [RunRequest(way.machine, way.workload, way.quantization)])
        assert (bar.fit, bar.total_bytes) == (way.bar.fit, pytest.approx(way.bar.total_bytes))
        allowed = (Remedy.HOST_LAYERS, Remedy.EXPERTS, Remedy.HOST_MEMORY)
        assert bar.fit is Fit.FULL or (bar.fit is Fit.PARTIAL and way.kind in allowed)


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_fastest_way_comes_first(name: str) -> None:
    speeds = [way.bar.decode_tokens_per_s.likely for way in ways(name) if way.bar.decode_tokens_per_s]
    assert speeds == sorted(speeds, reverse=True)


def test_what_fits_needs_no_way() -> None:
    model = CATALOG.models["llama-3.1-8b-instruct"]
    assert ways_to_fit(CATALOG, model, Machine(), Workload(), CATALOG.quantizations["Q4_K_M"]) == ()


def test_each_way_is_the_smallest_change_of_its_kind() -> None:
    model, quantization, machine, workload = SITUATIONS["long"]
    architecture = CATALOG.models[model].architecture
    assert architecture is not None
    found = {way.kind: way for way in ways("long")}
    context = found[Remedy.CONTEXT].workload
    assert context.context_tokens % 1024 == 0
    longer = context.model_copy(update={"context_tokens": context.context_tokens + 1024})
    gib = found[Remedy.MEMORY].machine.memory_gib
    assert gib is not None
    smaller = machine.model_copy(update={"memory_gib": gib - 1})
    stored = CATALOG.quantizations[quantization]
    for bar in estimate_trials(
        CATALOG, architecture, [RunRequest(machine, longer, stored), RunRequest(smaller, workload, stored)]
    ):
        assert bar.fit is not Fit.FULL
    assert found[Remedy.KV_TYPE].workload.kv_type is KvType.Q8_0


def test_a_shorter_context_still_holds_the_typical_request() -> None:
    model, quantization, machine, _ = SITUATIONS["long"]
    asked = Workload(context_tokens=40960, prompt_tokens=38000, output_tokens=2000)
    found = ways_to_fit(CATALOG, CATALOG.models[model], machine, asked, CATALOG.quantizations[quantization])
    assert Remedy.CONTEXT not in {way.kind for way in found}


def test_a_mixture_is_offered_to_keep_its_experts_in_main_memory() -> None:
    assert Remedy.EXPERTS in {way.kind for way in ways("mixture")}
    assert Remedy.EXPERTS not in {way.kind for way in ways("dense")}


def test_every_way_is_said_in_both_languages() -> None:
    for name in SITUATIONS:
        for way in ways(name):
            assert way.text.en != way.text.fr
            assert "{" not in way.text.en + way.text.fr


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_helps_is_better_by_verdict_or_clearly_faster(name: str) -> None:
    for way in ways(name):
        now, then = way.before.decode_tokens_per_s, way.bar.decode_tokens_per_s
        assert (
            now is None
            or then is None
            or way.helps == (way.bar.fit > way.before.fit or then.likely > CLEARLY_FASTER * now.likely)
        )
    assert all(way.helps for way in ways(name) if way.bar.fit is Fit.FULL)


def test_leaving_as_much_to_the_host_as_now_is_no_help() -> None:
    found = {way.kind: way for name in ("dense", "mixture") for way in ways(name)}
    assert not found[Remedy.HOST_LAYERS].helps
    assert not found[Remedy.EXPERTS].helps


def test_a_format_that_cannot_be_split_is_helped_by_one_that_can() -> None:
    model, fp8 = CATALOG.models["llama-3.1-70b-instruct"], CATALOG.quantizations["FP8"]
    found = {way.kind: way for way in ways_to_fit(CATALOG, model, Machine(memory_gib=12), Workload(), fp8)}
    assert splits(found[Remedy.QUANTIZATION].quantization)
    assert found[Remedy.QUANTIZATION].helps
