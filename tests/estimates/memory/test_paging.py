"""Runs that need nearly all of the main memory are said to page, and are not shown at the speed of memory."""

import json

import numpy as np
import pytest

from llmselect.__main__ import main
from llmselect.estimates.core.columns import Range
from llmselect.estimates.memory.paging import PAGED_SHARE, TIGHT, TIGHT_SHARE, nearly_full, paged
from tests.estimates.speed_columns import devices

GIB = 2**30


def test_a_run_is_nearly_full_beyond_nine_tenths_of_the_memory_that_a_model_may_take() -> None:
    rows = devices(("nv_ada",) * 4, host_memory_bytes=np.full(4, 16.0 * GIB))
    needs = np.array([0.5, TIGHT_SHARE - 0.01, TIGHT_SHARE + 0.01, 1.2]) * 16 * GIB
    possible = np.array([True, True, True, False])
    assert nearly_full(rows, needs, possible).tolist() == [False, False, True, False]


@pytest.mark.parametrize("asked", [{"unified": np.ones(1, bool)}, {"assume_fit": np.ones(1, bool)}])
def test_unified_memory_and_runs_taken_to_fit_are_not_judged(asked) -> None:
    rows = devices(("nv_ada",), host_memory_bytes=np.full(1, 16.0 * GIB), **asked)
    assert not nearly_full(rows, np.full(1, 15.9 * GIB), np.ones(1, bool)).any()


def test_the_disk_takes_the_likely_speed_and_leaves_the_best() -> None:
    speed = Range(*(np.full(2, each) for each in (10.0, 20.0, 30.0)))
    found = paged(speed, np.array([True, False]))
    assert found.likely.tolist() == [20.0 * PAGED_SHARE, 20.0]
    assert found.low.tolist() == [10.0 * PAGED_SHARE, 10.0]
    assert found.high.tolist() == [30.0, 30.0]


def answered(capsys, ram: float) -> dict[str, object]:
    asked = ["estimate", "qwen3-30b-a3b", "--quantization", "IQ4_XS", "--accelerator", "GTX 1650 SUPER"]
    assert main([*asked, "--ram", str(ram), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_estimate_warns_where_little_memory_is_left_and_says_nothing_where_there_is_room(capsys) -> None:
    tight, roomy = answered(capsys, 18), answered(capsys, 64)
    assert tight["warning"] == TIGHT.en != TIGHT.fr
    assert "warning" not in roomy
    assert tight["decode_tokens_per_s"]["likely"] < 5 < 15 < roomy["decode_tokens_per_s"]["likely"]
