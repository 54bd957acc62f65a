"""What must hold of every speed estimate, whatever the factors."""

from dataclasses import replace

import numpy as np
import pytest

from llmselect.errors import UnknownName
from llmselect.estimates.core.columns import Range
from llmselect.estimates.speed.decode import bytes_read, decode, finish_s, shortest_s, ttft_s
from llmselect.estimates.speed.prefill import prefill
from tests.estimates.speed_columns import FAMILIES, GB, devices, work


def in_order(estimate: Range) -> bool:
    return bool(np.all((estimate.low <= estimate.likely) & (estimate.likely <= estimate.high)))


@pytest.mark.parametrize("estimate", [decode, prefill])
def test_low_likely_and_high_are_in_order_for_every_family(estimate):
    found = estimate(work(), devices())
    assert in_order(found)
    assert np.all(found.low > 0)


@pytest.mark.parametrize("read", [0.1, 0.8, 4.6, 40.0, 400.0])
@pytest.mark.parametrize("quantization", ["Q4_0", "Q4_K_M", "F16", "IQ2_M", "MLX-4bit"])
def test_decode_is_never_faster_than_the_bandwidth_allows(read, quantization):
    asked = work(read_bytes=np.full(len(FAMILIES), read * GB), quantization=(quantization,) * len(FAMILIES))
    found = decode(asked, devices())
    bound = 400 * GB / (read * GB)
    assert np.all(found.likely <= bound)
    assert np.all(found.high <= bound)


def test_more_bandwidth_is_never_slower():
    graphics = tuple(family for family in FAMILIES if not family.startswith("ap_"))
    # Apple's double dies have an efficiency of their own, so Apple chips are compared on one side of that line only.
    slower = decode(work(len(graphics)), devices(graphics, bandwidth=np.full(len(graphics), 300 * GB)))
    faster = decode(work(len(graphics)), devices(graphics, bandwidth=np.full(len(graphics), 900 * GB)))
    assert np.all(faster.likely > slower.likely)


def test_a_larger_file_is_never_faster():
    rows = len(FAMILIES)
    small = work(file_bytes=np.full(rows, 4.9 * GB), read_bytes=np.full(rows, 4.6 * GB))
    large = work(file_bytes=np.full(rows, 8.5 * GB), read_bytes=np.full(rows, 8.0 * GB))
    assert np.all(decode(large, devices()).likely < decode(small, devices()).likely)
    assert np.all(prefill(large, devices()).likely < prefill(small, devices()).likely)


def test_a_deeper_context_is_never_faster():
    rows = len(FAMILIES)
    deep = work(
        depth=np.full(rows, 32768.0),
        kv_read_bytes=np.full(rows, 4.3 * GB),
        attention_operations=np.full(rows, 4.0 * 4096 * 32 * 32768),
    )
    assert np.all(decode(deep, devices()).likely < decode(work(), devices()).likely)
    assert np.all(prefill(deep, devices()).likely < prefill(work(), devices()).likely)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.99])
def test_partial_offload_is_never_faster_than_full(share):
    cards = tuple(family for family in FAMILIES if not family.startswith("cpu"))
    partial = work(
        len(cards),
        accelerator_share=np.full(len(cards), share),
        host_layers=np.full(len(cards), np.round(32 * (1 - share))),
    )
    for estimate in (decode, prefill):
        full, part = estimate(work(len(cards)), devices(cards)), estimate(partial, devices(cards))
        assert np.all(part.likely <= full.likely)
        assert in_order(part)


def test_less_on_the_accelerator_is_never_faster():
    shares = np.linspace(0, 1, 11)
    asked = work(11, accelerator_share=shares, host_layers=np.round(32 * (1 - shares)))
    assert np.all(np.diff(decode(asked, devices(("nv_ada",) * 11)).likely) > 0)


def test_a_processor_is_its_own_host():
    alone = work(1, accelerator_share=np.zeros(1), host_layers=np.full(1, 32.0))
    processor = devices(("cpu_desktop",), bandwidth=np.full(1, 80 * GB))
    assert decode(alone, processor).likely == pytest.approx(decode(work(1), processor).likely)


def test_several_equal_accelerators_decode_like_one():
    one = decode(work(1), devices(("nv_ampere",))).likely[0]
    four = decode(work(1), devices(("nv_ampere",), count=np.array([4]))).likely[0]
    assert 0.8 * one < four <= one


def test_a_mixture_reads_less_and_is_faster_than_a_dense_model_of_its_size():
    dense = work(1, file_bytes=np.full(1, 18.6 * GB), read_bytes=np.full(1, 18.0 * GB))
    mixture = replace(dense, read_bytes=np.full(1, 1.9 * GB), mixture=np.array([True]))
    card = devices(("nv_ada",))
    assert decode(mixture, card).likely[0] > 3 * decode(dense, card).likely[0]


def test_the_bound_holds_for_memory_on_both_sides():
    half = work(1, accelerator_share=np.full(1, 0.5), host_layers=np.full(1, 16.0))
    card = devices(("nv_ada",))
    reads = bytes_read(half)[0]
    assert shortest_s(half, card)[0] == pytest.approx(0.5 * reads / (400 * GB) + 0.5 * reads / (80 * GB))


def test_times_follow_from_speeds():
    prompt, output = np.full(1, 1000.0), np.full(1, 300.0)
    speed, reading = Range(*np.array([[20.0], [25.0], [30.0]])), Range(*np.array([[800.0], [1040.0], [1300.0]]))
    first = ttft_s(prompt, reading)
    assert first.likely[0] == pytest.approx(1.0)
    last = finish_s(prompt, output, speed, reading)
    assert last.likely[0] == pytest.approx(1.0 + 300 / 25)
    assert in_order(first)
    assert in_order(last)


def test_families_that_nobody_measured_have_a_wider_range():
    found = prefill(work(2), devices(("ap_m5", "ap_m6")))
    known, unknown = found.high / found.low
    assert unknown > 2 * known


def test_a_processor_that_computes_less_is_slower_and_a_graphics_card_is_not():
    pair = ("cpu_desktop", "cpu_desktop", "nv_ada", "nv_ada")
    found = decode(work(4), devices(pair, fp16_flops=np.array([0.1e12, 2e12, 10e12, 100e12]))).likely
    assert found[0] < 0.8 * found[1]
    assert found[2] == found[3]


def test_a_processor_of_unknown_arithmetic_still_has_a_speed():
    assert decode(work(1), devices(("cpu_desktop",), fp16_flops=np.full(1, np.nan))).likely[0] > 0


def test_stacked_memory_is_read_less_well_for_one_token():
    found = decode(work(2), devices(("nv_pascal",) * 2, bandwidth=np.array([500 * GB, 700 * GB]))).likely
    assert found[1] < found[0] * 700 / 500 * 0.95


def test_an_unknown_family_is_an_error_that_names_the_nearest():
    with pytest.raises(UnknownName, match="nv_ada"):
        decode(work(1), devices(("nv_adda",)))
