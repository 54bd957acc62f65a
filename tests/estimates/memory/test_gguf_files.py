"""Files that others publish are as large as the shapes and mixes say.

`gguf_files.csv`: sizes as the pages at `address` list them (read 2026-11-21 and 22), `rounded` to 10 MB or three
figures, or exact, with their header of 0.5 to 20 MB. Left out are files that are not the standard mix: dynamic ones
(Unsloth's of Qwen3.5 and Gemma 3n), Qwen's own of Qwen2.5 1.5B and 3B, which store a tied embedding twice, Llama 3.1
405B with 16 key heads, fused attention quantized before llama.cpp changed its rule (Falcon 7B; Q5_K_M of Phi-3.5; some
mixes of GLM-4, GPT-NeoX, Falcon 40B and DBRX), IQ4 mixes that an importance matrix makes smaller, and models under 0.6
billion parameters, whose header is 1 to 2 % of the file.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.weights import weights

with (Path(__file__).parent / "gguf_files.csv").open(encoding="utf-8") as file:
    FILES = list(csv.DictReader(file))
HEADER_BYTES = 20e6


def test_there_are_many_models_and_mixes() -> None:
    assert len({row["model"] for row in FILES}) > 40
    assert len({row["quantization"] for row in FILES}) > 9


@pytest.mark.parametrize("row", FILES, ids=lambda row: f"{row['model']} {row['quantization']} {row['size']}")
def test_a_published_file_has_its_size(row: dict[str, str], quantizations: dict[str, Quantization]) -> None:
    shape = load().models[row["model"]].architecture
    assert shape is not None
    stored = weights(shapes([shape]), [quantizations[row["quantization"]]], np.zeros(1, np.int64)).file_bytes[0]
    assert stored == pytest.approx(float(row["bytes"]), rel=0.01)


def test_most_files_differ_by_their_header_alone(quantizations: dict[str, Quantization]) -> None:
    exact = [row for row in FILES if row["size"] == "exact"]
    models = load().models
    architectures = [models[row["model"]].architecture for row in exact]
    each = [quantizations[row["quantization"]] for row in exact]
    stored = weights(shapes([a for a in architectures if a]), each, np.arange(len(each))).file_bytes
    header = np.array([float(row["bytes"]) for row in exact]) - stored
    assert np.mean((header > 0) & (header < HEADER_BYTES)) > 0.8
