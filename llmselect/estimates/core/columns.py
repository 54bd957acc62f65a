"""Columns that the estimates pass to each other: row i of every column is the same way to run a model.

What a column is, said once for all of estimates/:

- A column is a numpy array of shape (rows,), unless its docstring says another shape.
- `Floats` are float64; NaN means that the value is unknown or does not apply, and the docstring says which.
- `Ints` are int64, for counts and for indices into a list that the docstring names; -1 (NOTHING) means no index.
- `Bools` are bool; there is no unknown among them.
- Text columns are tuples of as many strings as there are rows.
- Functions that take columns return columns of the same rows in the same order, and change none of their arguments.
- Arrays with a row for each architecture (`ShapeTable`), not for each run, are spread over the rows by `Shapes.column`.
"""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from llmselect.text import LabelledInt, Text
from llmselect.units import Bools, Floats, Ints


class Range(NamedTuple):
    """An estimate for each row; NaN in all three columns where nothing is known."""

    low: Floats
    likely: Floats
    high: Floats

    @classmethod
    def unknown(cls, rows: int) -> Self:
        """So many rows of which nothing is known."""
        nan = np.full(rows, np.nan)
        return cls(nan, nan.copy(), nan.copy())

    def row(self, row: int) -> "Estimate":
        """Low, likely and high of one row, NaN where nothing is known."""
        return Estimate(float(self.low[row]), float(self.likely[row]), float(self.high[row]))


class Estimate(NamedTuple):
    """One row of a `Range`: the least, the likely and the most that a value should be."""

    low: float
    likely: float
    high: float

    @classmethod
    def at(cls, column: Range, row: int) -> Self | None:
        """One row of a range; None where nothing is known."""
        low, likely, high = (float(side[row]) for side in column)
        return None if np.isnan(likely) else cls(low, likely, high)


class Fit(LabelledInt):
    """Where a candidate's weights, cache and buffers fit."""

    NONE = 0, Text("does not fit", "ne tient pas")
    PARTIAL = 1, Text("fits partly", "tient en partie")
    """Some layers on the accelerators, the rest in host memory."""
    FULL = 2, Text("fits", "tient")
    SERVED = 3, Text("served", "servi")
    """A provider runs it: the machine does not matter."""

    @property
    def mark(self) -> str:
        """A sign beside the colour, so that a verdict can be read without it; a provider's machines always hold it."""
        return "○◐●●"[self]


class PlacementRequest(NamedTuple):
    """Where the user wants a model to lie."""

    tensor: Bools
    """Every accelerator holds a part of every layer, instead of some layers."""
    host_layers: Floats
    """Layers left to the host at least."""
    expert_layers: Floats
    """Layers whose routed experts lie in host memory: 0 none, infinite all, NaN as few as there is no room for."""


class Kinds(NamedTuple):
    """Each kind of accelerators of the rows that have several, by row and in the visitor's order."""

    row: Ints
    devices: "Devices"


@dataclass(frozen=True, slots=True)
class Devices:
    """What each row runs on: `count` equal accelerators and their host."""

    family: tuple[str, ...]
    """Chip family of each row, key into the speed constants."""
    memory_bytes: Floats
    """Of one accelerator, as printed on the box; NaN: the row runs on the host alone."""
    reserved_bytes: Floats
    """Of one accelerator, kept by the desktop and other programs."""
    unified: Bools
    """The accelerator's memory is the host's own."""
    count: Ints
    bandwidth: Floats
    """Bytes a second, of one accelerator."""
    fp16_flops: Floats
    int8_ops: Floats
    """Operations a second, dense; NaN where the chip has no such unit."""
    power_w: Floats
    host_memory_bytes: Floats
    """Main memory that a model may take."""
    host_reserved_bytes: Floats
    """Main memory that the system and other programs keep."""
    host_bandwidth: Floats
    assume_fit: Bools
    """Treat the accelerator as large enough."""
    placement: PlacementRequest | None = None
    """None: as few layers as possible on the host, the others dealt out."""
    fp8_flops: Floats | None = None
    """Operations a second in 8-bit floating-point numbers; None or NaN: the chip does not multiply them."""
    fp4_flops: Floats | None = None
    host_flops: Floats | None = None
    """16-bit operations a second of the host's processor; None or NaN: not known."""
    one_memory: Bools | None = None
    """Rows without another memory to go to: a model lies wholly in it or nowhere; None: none."""
    kinds: Kinds | None = None
    """Of rows with accelerators of several kinds, all of them; the other columns describe the first."""

    @property
    def placed(self) -> PlacementRequest:
        """The placement asked for, or the default: layers dealt out, none left to the host."""
        rows = len(self.count)
        no = np.zeros(rows, np.bool_)
        return self.placement or PlacementRequest(no, np.zeros(rows), np.zeros(rows))

    @property
    def host_alone(self) -> Bools:
        """Rows without an accelerator."""
        return np.isnan(self.memory_bytes)


@dataclass(frozen=True, slots=True)
class Work:
    """What is read and computed for one token of one user: the only input of the speed estimates beside `Devices`."""

    file_bytes: Floats
    """All stored weights (the GGUF file without metadata)."""
    read_bytes: Floats
    """Weights read for each generated token: no untied input embedding, active experts only."""
    kv_read_bytes: Floats
    """Cache (and recurrent state) read for each generated token at the depth asked for."""
    layers: Floats
    hidden_size: Floats
    attention_layers: Floats
    """Layers whose attention grows with the depth."""
    attention_operations: Floats
    """What attention computes for one token at the depth asked for."""
    active_parameters: Floats
    """Weights one token passes through, output head and input embedding left out."""
    total_parameters: Floats
    mixture: Bools
    hybrid: Bools
    """Has recurrent layers."""
    gemma: Bools
    """Of the Gemma families, whose layers cost more launches (norms before and after)."""
    quantization: tuple[str, ...]
    """Quantization id of each row."""
    engine: tuple[str, ...]
    """As in the published measurements: llama.cpp, llama.cpp-Vulkan, mlx, ollama, vllm, ..."""
    depth: Floats
    """Tokens already in the cache."""
    accelerator_share: Floats
    """Share of the bytes read for a token that lie on the accelerators: 1 full, 0 host alone."""
    host_layers: Floats
    """Layers that the host computes, wholly or their experts."""
    left_bytes: Floats | None = None
    """Stored weights in host memory that the accelerators want for a prompt; None: the same share of the file."""
    micro_batch: Floats | None = None
    """Tokens of a prompt read at once; None or NaN: as the engine does by itself."""
    prompt_tokens: Floats | None = None
    """Length of the prompt; None: many batches."""
