"""Where the seconds of a token go: sums of physical quantities, each times factors fitted on measurements.

Both the estimates and the fit of their factors (scripts/fit_speed.py) read this one description.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from llmselect.estimates.core.chip_families import CLASS_OF, chip_class
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.core.engines import Engine, engine
from llmselect.estimates.core.weight_formats import Storage, storage
from llmselect.machine.machine import ChipClass
from llmselect.units import Bools, Floats, Ints

ULTRA_BANDWIDTH = 700e9
"""Apple chips beyond it are two dies in one package, which share their memory less evenly."""
MICRO = 1e-6


class Labels(NamedTuple):
    """A categorical column: `names[which[i]]` is the label of row i."""

    names: tuple[str, ...]
    which: Ints

    def are(self, name: str) -> Bools:
        """Rows with that label: shape (rows,)."""
        return self.which == self.names.index(name)

    def beside(self, others: "Labels") -> "Labels":
        """Combined key `first:second` of two categorical columns."""
        names = tuple(f"{first}:{second}" for first in self.names for second in others.names)
        return Labels(names, self.which * len(others.names) + others.which)


class Effect(NamedTuple):
    """A factor on a term: looked up by label in the table of that name, to the power of the weight (None: 1)."""

    table: str
    labels: Labels
    weight: Floats | None = None

    def rooted(self, rows: int) -> "Effect":
        """The square root of this factor."""
        return self._replace(weight=np.full(rows, 0.5) if self.weight is None else self.weight / 2)


class Term(NamedTuple):
    """Seconds a token by physics alone, and the effects that multiply them."""

    seconds: Floats
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class FactorKeys:
    """Categorical keys of the fitted factors: chip class, chip family, weight format, engine."""

    family: Labels
    chip: Labels
    storage: Labels
    engine: Labels

    @classmethod
    def of(cls, work: Work, devices: Devices) -> Self:
        """The keys of each row; raises UnknownName for a chip family that does not exist."""
        chip = _labels(devices.family, chip_class, tuple(ChipClass))
        stored = _labels(work.quantization, storage, tuple(Storage))
        engines = _labels(work.engine, engine, tuple(Engine))
        reads_mlx = stored.are(Storage.MLX) & engines.are(Engine.LLAMA_CPP)  # MLX files need MLX, whatever the default
        return cls(
            family=_labels(devices.family, str, tuple(CLASS_OF)),
            chip=chip,
            storage=stored,
            engine=engines._replace(which=np.where(reads_mlx, engines.names.index(Engine.MLX), engines.which)),
        )

    def ultra(self, devices: Devices) -> Floats:
        """1 for Apple chips of two dies, else 0: shape (rows,)."""
        return (self.chip.are(ChipClass.APPLE) & (devices.bandwidth > ULTRA_BANDWIDTH)).astype(np.float64)

    @property
    def apple_generation(self) -> Floats:
        """Apple chips by generation around M3, others 0: each generation launches faster than the one before."""
        number = [int(family[-1]) - 3 if family.startswith("ap_m") else 0 for family in self.family.names]
        return np.array(number, dtype=np.float64)[self.family.which]

    @property
    def emulates_bf16(self) -> Floats:
        """Vulkan drivers have no BF16 arithmetic on most chips (GLM-4.7-Flash BF16 ran at a third of its Q8 speed)."""
        return (self.storage.are(Storage.BF16) & self.engine.are(Engine.VULKAN)).astype(np.float64)


def _labels(words: Sequence[str], meaning: Callable[[str], str], names: tuple[str, ...]) -> Labels:
    position = {word: names.index(meaning(word)) for word in set(words)}
    return Labels(names, np.fromiter(map(position.__getitem__, words), np.int64, len(words)))
