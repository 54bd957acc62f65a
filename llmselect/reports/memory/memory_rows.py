"""The rows of the Memory page: equal quantizations as one, which are usual, and which is the best that fits.

The best is the one that stands for its model in the ranking (estimates/quantization_choice.py), so that this page and
the ranking never recommend two different files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.weight_files.gguf_publishers import published_types
from llmselect.estimates.core.candidates import suits
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.quality.quantization.quantization_points import quality_kept
from llmselect.estimates.quantization_choice import QuantizationTier, preference, tiers, without_needless_losses
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.settings import Settings

USUAL: Final = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q3_K_M", "Q2_K")
"""Shown first; the publisher's own format stands before them."""
PREFERRED: Final = ("F16", "FP16", "BF16")
"""Of equal ones the first of these names the row: what the ranking knows them by."""
SAME_SIZE: Final = 0.005
SAME_QUALITY: Final = 5e-5


@dataclass(frozen=True, slots=True)
class MemoryRow:
    """One way to store the weights, under all the names that it goes by."""

    run: RunEstimate
    kept: Estimate
    """Share (0 to 1) of an ordinary task score."""
    names: tuple[str, ...]
    usual: bool

    @property
    def id(self) -> str:
        """Id of the quantization whose figures these are."""
        return self.run.quantization.id

    @property
    def name(self) -> str:
        """All names of the row."""
        return " · ".join(self.names)


def memory_rows(model: LanguageModel, runs: Sequence[RunEstimate], settings: Settings) -> tuple[MemoryRow, ...]:
    """A row for each different way, the publisher's own first, then the largest.

    `runs` are those of one model on the machine of the settings.
    """
    workload = settings.workload
    share = quality_kept(model, [run.quantization for run in runs], workload.use, workload.kv_type)
    kept = [Estimate(*(float(side[i]) for side in share)) for i in range(len(runs))]
    groups = list[list[int]]()
    for i in range(len(runs)):
        like = next((group for group in groups if _same(runs, kept, group[0], i)), None)
        if like is None:
            groups.append([i])
        else:
            like.append(i)
    usual = _usual(model, runs)
    rows = [_row(runs, kept, group, usual) for group in groups]
    return tuple(sorted(rows, key=lambda row: (model.native_quantization not in row.names, -row.run.total_bytes)))


def _same(runs: Sequence[RunEstimate], kept: Sequence[Estimate], one: int, other: int) -> bool:
    """As many bits, as large and as good; published files are told apart, whatever they hold."""
    if runs[one].quantization.nominal_bits != runs[other].quantization.nominal_bits or runs[one].file is not None:
        return False
    sizes = runs[one].total_bytes, runs[other].total_bytes
    near = abs(sizes[0] - sizes[1]) <= SAME_SIZE * max(sizes)
    return near and runs[other].file is None and abs(kept[one].likely - kept[other].likely) < SAME_QUALITY


def _row(runs: Sequence[RunEstimate], kept: Sequence[Estimate], group: list[int], usual: set[str]) -> MemoryRow:
    names = [runs[i].quantization.id for i in group]
    first = next((names.index(name) for name in PREFERRED if name in names), 0)
    return MemoryRow(runs[group[first]], kept[group[first]], tuple(names), bool(usual & set(names)))


def _usual(model: LanguageModel, runs: Sequence[RunEstimate]) -> set[str]:
    """The usual seven and the publisher's own format; of a repository, the files that it lists, if it lists any."""
    listed = {run.quantization.id for run in runs if run.file is not None}
    wanted = {*USUAL, *([model.native_quantization] if model.native_quantization else [])}
    return (wanted & listed) or listed or wanted


def best_row(model: LanguageModel, rows: Sequence[MemoryRow], settings: Settings) -> MemoryRow | None:
    """The highest quality kept among what lies wholly in memory and is fast enough; None where nothing runs at all.

    It is the row that the ranking chooses. Where that one lies partly in main memory and is slower than the
    requirements allow, so that the ranking leaves it out, what lies wholly in memory stands in for it.
    """
    able = [row for row in rows if row.run.fit is not Fit.NONE]
    able = [row for row in able if row.run.file or _commonly_run(model, row.run)] or able
    if not able:
        return None
    chosen = _ranked_row(model, able)
    least = settings.requirements.decode_tokens_per_s or 0.0
    if chosen.run.fit is Fit.FULL or _speed(chosen) >= least:
        return chosen
    whole = best_whole_row(able) or best_whole_row(rows)
    return whole if whole is not None and _speed(whole) >= least else chosen


def _ranked_row(model: LanguageModel, able: Sequence[MemoryRow]) -> MemoryRow:
    """The row that stands for its model in the ranking."""
    runs = [row.run for row in able]
    bits = np.array([run.quantization.nominal_bits for run in runs])
    native = np.array([run.quantization.id == model.native_quantization for run in runs])
    fit = np.array([int(run.fit) for run in runs])
    speed = np.array([np.nan if run.decode_tokens_per_s is None else run.decode_tokens_per_s.likely for run in runs])
    alone = np.array([run.device_memory_bytes is None or run.device_bytes == 0 for run in runs])
    same_weights = np.zeros(len(runs), dtype=np.int64)
    tier = without_needless_losses(same_weights, tiers(bits, native, fit, alone, speed), bits, fit == Fit.FULL)
    order = preference(same_weights, tier, bits, _published(model, runs), speed)
    ranked = np.where(tier == QuantizationTier.TOO_WIDE, len(runs) + order, order)
    return able[int(np.argmin(ranked))]


def _commonly_run(model: LanguageModel, run: RunEstimate) -> bool:
    """Whether rankings hold it: commonly published, and no step back from the publisher's format.

    That a runtime of this machine reads it is known: it was estimated.
    """
    any_machine = ({AcceleratorKind.GRAPHICS_CARD}, {AcceleratorKind.APPLE})
    return any(suits(model, run.quantization, kinds) for kinds in any_machine)


def _published(model: LanguageModel, runs: Sequence[RunEstimate]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether somebody is known to publish each."""
    types = published_types(model)
    return np.array([run.file is not None or run.quantization.id in types for run in runs], dtype=np.bool_)


def best_whole_row(rows: Sequence[MemoryRow]) -> MemoryRow | None:
    """The highest quality kept among what lies wholly in memory, of equal ones the fastest."""
    whole = [row for row in rows if row.run.fit is Fit.FULL]
    return max(whole, key=lambda row: (row.kept.likely, _speed(row)), default=None)


def _speed(row: MemoryRow) -> float:
    return row.run.decode_tokens_per_s.likely if row.run.decode_tokens_per_s else 0.0


def shown_rows(rows: Sequence[MemoryRow], always: Sequence[str], *, every: bool) -> tuple[MemoryRow, ...]:
    """The usual rows and those whose ids are in `always`, or every row."""
    return tuple(row for row in rows if every or row.usual or row.id in always)
