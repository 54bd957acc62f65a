"""Names of quantizations, engines and chip families: each is understood in one place."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.core.chip_families import CLASS_OF
from llmselect.estimates.core.engines import Engine, engine
from llmselect.estimates.core.weight_formats import STAND_INS, Storage, stand_in, storage
from llmselect.estimates.hardware.devices import devices
from llmselect.machine.machine import Machine


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("F16", Storage.F16),
        ("BF16", Storage.BF16),
        ("Q8_0", Storage.EIGHT),
        ("UD-Q8_K_XL", Storage.EIGHT),
        ("FP8", Storage.EIGHT),
        ("Q4_0", Storage.PLAIN),
        ("MXFP4", Storage.PLAIN),
        ("AWQ-INT4", Storage.PLAIN),
        ("Q4_K_M", Storage.K),
        ("Q5_K - Medium", Storage.K),
        ("Q6_K", Storage.K),
        ("Q3_K_S", Storage.K_LOW),
        ("UD-Q2_K_XL", Storage.K_LOW),
        ("UD-IQ2_XXS", Storage.IQ),
        ("IQ4_NL", Storage.IQ),
        ("MLX-4bit", Storage.MLX),
    ],
)
def test_quantizations_fall_into_classes(name, expected):
    assert storage(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UD-Q4_K_XL", "Q4_K_M"),
        ("UD-Q8_K_XL", "Q8_0"),
        ("UD-Q6_K_XL", "Q6_K"),
        ("Q5_K - Medium", "Q5_K_M"),
        ("Q2_K_S", "Q2_K_S"),
        ("UD-IQ2_XXS", "IQ2_XXS"),
        ("F16-gptoss", "MXFP4"),
        ("NVFP4", "NVFP4"),
    ],
)
def test_published_recipes_have_a_stand_in(name, expected):
    assert stand_in(name) == expected


@pytest.mark.parametrize("name", ["Q9_K_M", "Q4_BANANA", "Q4", "", "banana"])
def test_nonsense_has_no_stand_in(name):
    assert stand_in(name) is None


def test_stand_ins_are_in_the_catalog():
    assert {known for _, known in STAND_INS} <= set(load().quantizations)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("llama.cpp", Engine.LLAMA_CPP),
        ("llama.cpp-Vulkan", Engine.VULKAN),
        ("llama.cpp-CUDA", Engine.CUDA),
        ("ollama/llama.cpp", Engine.OLLAMA),
        ("lmstudio-ROCm", Engine.ROCM),
        ("mlx (rapid-mlx)", Engine.RAPID_MLX),
        ("mlx-cuda", Engine.MLX_CUDA),
        ("ik_llama.cpp", Engine.IK),
        ("llamafile (LocalScore)", Engine.LOCALSCORE),
        ("ipex-llm SYCL", Engine.SYCL),
        ("TensorRT-LLM 1.0", Engine.SERVER),
        ("something new", Engine.LLAMA_CPP),
    ],
)
def test_engines_fall_into_classes(name, expected):
    assert engine(name) is expected


def test_every_accelerator_has_a_known_family():
    assert {accelerator.chip_family for accelerator in load().file.accelerators} <= set(CLASS_OF)


def test_every_accelerator_of_the_catalog_has_a_rate_to_read_prompts_with():
    catalog = load()
    machines = [Machine(accelerator=name) for name in catalog.accelerators]
    columns = devices(catalog, machines, np.arange(len(machines)))
    assert [name for name, rate in zip(catalog.accelerators, columns.fp16_flops, strict=True) if not rate > 0] == []
