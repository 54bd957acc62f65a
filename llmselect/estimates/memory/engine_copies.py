"""What llama.cpp keeps more than once on its accelerators: inputs of a pipeline, and experts copied for prompts.

Several accelerators that share the layers work as a pipeline: each keeps four copies of the inputs of its step, so that
the next one can be prepared (GGML_SCHED_MAX_COPIES). Breakdowns of a load with and without it: 2,237 against 529 MiB
on the second card and 3,950 against 1,004 MiB on the host (ggml-org/llama.cpp#23679, builds of 2026). Where that does
not fit, the engine tries again without.

Experts that stay in main memory are copied to the accelerator, one layer at a time, for prompts of 32 tokens and more
(op offload): 42 MiB of scratch below, 7 to 7.5 GB from there on with two expert tensors of 3,520 MiB
(ggml-org/llama.cpp#24175).
"""

from typing import Final

import numpy as np

from llmselect.estimates.core.chip_families import chip_class
from llmselect.estimates.core.columns import Devices
from llmselect.estimates.memory.compute_buffers import Buffers
from llmselect.estimates.memory.weights import Weights
from llmselect.machine.machine import ChipClass
from llmselect.units import Bools, Floats

PIPELINE_COPIES: Final = 4
PIPELINING: Final = (ChipClass.NVIDIA, ChipClass.AMD)
"""Their backends (CUDA, HIP) report events that the next step can wait for."""


def expert_copy_bytes(weights: Weights) -> Floats:
    """The routed experts of one layer; 0 where there are none."""
    return weights.expert_bytes / np.maximum(weights.expert_layers, 1)


def with_expert_copies(scratch: Buffers, weights: Weights, expert_layers: Floats) -> Buffers:
    """Scratch with the experts of one layer, of rows that leave experts of some layers to the host."""
    return scratch._replace(device=scratch.device + np.where(expert_layers > 0, expert_copy_bytes(weights), 0))


def pipelined(scratch: Buffers, rows: Bools) -> Buffers:
    """The same scratch, with the inputs of these rows as often as a pipeline keeps them (on the host: all)."""
    more = PIPELINE_COPIES - 1
    return scratch._replace(
        device=scratch.device + np.where(rows, more * scratch.inputs, 0),
        host=scratch.host + np.where(rows, more * scratch.host, 0),
    )


def may_pipeline(devices: Devices) -> Bools:
    """Rows with several accelerators of their own memory that take whole layers each."""
    several = devices.count > 1
    if devices.kinds is not None:
        several = several.copy()
        several[np.unique(devices.kinds.row)] = True
    able = np.array([chip_class(family) in PIPELINING for family in devices.family], np.bool_)
    return several & able & ~devices.unified & ~devices.placed.tensor & ~devices.host_alone
