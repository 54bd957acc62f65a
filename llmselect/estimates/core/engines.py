"""Programs that run models, as far as speed cares: the class of an engine, read from its name in this one place."""

from enum import StrEnum
from functools import lru_cache
from typing import Final

from llmselect.catalog.quantizations import Quantization


class Engine(StrEnum):
    """Engines that are equally fast on the same chip, as far as the measurements tell."""

    LLAMA_CPP = "llama.cpp"
    """Also everything unknown: most runtimes are built on it."""
    EARLY = "llama.cpp-2024"
    """Builds from before July 2024 on graphics chips, slower than later ones on the same cards."""
    CUDA = "cuda"
    VULKAN = "vulkan"
    ROCM = "rocm"
    SYCL = "sycl"
    OPENCL = "opencl"
    MLX = "mlx"
    RAPID_MLX = "rapid-mlx"
    MLX_CUDA = "mlx-cuda"
    OLLAMA = "ollama"
    IK = "ik"
    LLAMAFILE = "llamafile"
    LOCALSCORE = "localscore"
    """Averages over many submissions with an old llamafile."""
    SERVER = "server"
    """vLLM and its kin, whose kernels are made for batches."""


WORDS = (
    ("llama.cpp-2024", Engine.EARLY),
    ("localscore", Engine.LOCALSCORE),
    ("llamafile", Engine.LLAMAFILE),
    ("ik_llama", Engine.IK),
    ("mlx-cuda", Engine.MLX_CUDA),
    ("rapid-mlx", Engine.RAPID_MLX),
    ("mlx", Engine.MLX),
    ("ollama", Engine.OLLAMA),
    ("vulkan", Engine.VULKAN),
    ("rocm", Engine.ROCM),
    ("sycl", Engine.SYCL),
    ("opencl", Engine.OPENCL),
    ("cuda", Engine.CUDA),
    ("vllm", Engine.SERVER),
    ("sglang", Engine.SERVER),
    ("tensorrt", Engine.SERVER),
    ("exllama", Engine.SERVER),
)


SPLITTING: Final = ("llama.cpp", "ollama", "mlx")
"""Runtimes of quantizations that run a model partly, or wholly, in main memory."""
UNPACKS: Final = "marlin"
"""In the name of an engine of servers: its kernels unpack small weights to 16-bit numbers."""
MICRO_BATCH: Final = 512
"""Prompt tokens that llama.cpp computes together by default (`--ubatch-size`)."""
REPACKS: Final = ("ik_llama", "ktransformers")
"""In the names of engines that keep weights of the host in an order for its processor, which then reads prompts too."""
SERVER_BATCH: Final = 2048
"""The same of vLLM (`--max-num-batched-tokens`): 2,048 on cards below 70 GiB, 8,192 on larger ones but the A100
(EngineArgs.get_batch_defaults in vllm/engine/arg_utils.py of 2026, read 2026-11-28)."""
LARGE_SERVER_BATCH: Final = 8192
LARGE_SERVER_CARD_GIB: Final = 70


@lru_cache(maxsize=256)
def engine(name: str) -> Engine:
    """Class of an engine's name, as it stands in the measurements or as a person would write it."""
    folded = name.casefold()
    return next((kind for word, kind in WORDS if word in folded), Engine.LLAMA_CPP)


def splits(quantization: Quantization) -> bool:
    """Whether some engine of this format can leave a part of the model in main memory."""
    return any(runtime in SPLITTING for runtime in quantization.runtimes)
