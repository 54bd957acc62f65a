"""Rows of the Memory page: equal ones as one, the best the same as in the ranking."""

import numpy as np
import pytest

from llmselect import Machine, Settings, assess, load_catalog
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.reports.memory.memory_rows import best_row, memory_rows, shown_rows
from llmselect.settings import Requirements

MODELS = (
    "llama-3.1-8b-instruct",
    "qwen3-32b",
    "gpt-oss-20b",
    "gpt-oss-120b",
    "mistral-7b-instruct-v0.3",
    "qwen3-30b-a3b",
)
CATALOG = load_catalog()


def rows_of(model, settings):
    record = CATALOG.models[model]
    runs = model_run_estimates(CATALOG, record, settings.machine, settings.workload)
    return record, memory_rows(record, runs, settings)


@pytest.mark.parametrize("machine", [Machine(), Machine(accelerator="RTX 3090", count=2)])
def test_the_best_is_the_quantization_that_the_ranking_chooses(machine):
    settings = Settings(machine=machine)
    found = assess(CATALOG, settings.machine, settings.workload, settings.costs).estimates
    names = [quantization.id for quantization in CATALOG.file.quantizations]
    for model in MODELS:
        record, rows = rows_of(model, settings)
        of_model = found.rows.local & (found.rows.model == CATALOG.file.models.index(record))
        ranked = np.flatnonzero(of_model & (found.preference == 0))[0]
        assert names[int(found.rows.quantization[ranked])] in best_row(record, rows, settings).names


def test_what_is_too_slow_for_the_requirements_gives_way_to_what_lies_wholly_in_memory():
    record, rows = rows_of("llama-3.1-70b-instruct", Settings())
    assert best_row(record, rows, Settings()).run.fit is Fit.FULL
    patient = Settings(requirements=Requirements(decode_tokens_per_s=0.5))
    assert best_row(record, rows, patient).run.fit is Fit.PARTIAL


def test_each_way_to_store_the_weights_stands_once_and_nothing_is_lost():
    record, rows = rows_of("llama-3.1-8b-instruct", Settings())
    runs = model_run_estimates(CATALOG, record, Settings().machine, Settings().workload)
    assert sorted(name for row in rows for name in row.names) == sorted(run.quantization.id for run in runs)
    sixteen = next(row for row in rows if "F16" in row.names)
    assert {"BF16", "F16", "FP16"} <= set(sixteen.names)


def test_what_is_selected_is_shown_although_it_is_unusual():
    _, rows = rows_of("llama-3.1-8b-instruct", Settings())
    assert "IQ1_S" not in {row.id for row in shown_rows(rows, (), every=False)}
    assert "IQ1_S" in {row.id for row in shown_rows(rows, ("IQ1_S",), every=False)}
    assert shown_rows(rows, (), every=True) == rows
