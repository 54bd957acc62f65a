"""Speed and memory over the context, and the parts of the time that an answer takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.core.columns import Estimate, Fit, Range
from llmselect.estimates.memory.kv_cache import PADDING
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.machine_tries import fastest_machines
from llmselect.estimates.runs.run import RunEstimates, Runs, estimate, weights_and_memory
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.estimates.speed.decode import FIRST_TOKEN_FACTOR
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.units import Floats, Ints

POINTS: Final = 24
SHALLOW: Final = 512
"""The first step of the grid after an empty cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Columns over the tokens in the cache, from none to the model's context."""

    depth_tokens: Ints
    decode: Range
    """Tokens a second for each of the workload's users, when so many tokens are in the cache."""
    prefill: Range
    """Tokens a second of reading further prompt after so many tokens."""
    total_bytes: Floats
    """Memory of a context of that length for all users."""
    fit: Ints
    """Values of Fit, for a context of that length; speeds are NaN where it is NONE."""
    wholly_up_to_tokens: int | None
    """Longest context with which all lies on the accelerators (on the host, where it runs the model alone)."""
    fits_up_to_tokens: int | None
    """Longest context that finds room at all; None: not even the shortest."""
    workload_row: int
    """Row of the workload's own depth, halfway through its typical answer."""


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """Seconds that the workload's typical answer takes, by part; the parts do not overlap."""

    prompt_s: Estimate
    thinking_s: Estimate | None
    """None: the model does not think before it answers, or the workload has no such tokens."""
    answer_s: Estimate
    total_s: Estimate


def speed_curves(
    catalog: Catalog, model: LanguageModel, quantization: Quantization, machine: Machine, workload: Workload
) -> Curves:
    """Decode and prefill by depth, and memory by context; raises NotPossible for a model of unknown shape."""
    architecture = known_architecture(model)
    (machine,) = _placed(catalog, architecture, (quantization,), machine, workload)
    written = workload.output_tokens + thinking_of(catalog, model, workload).likely
    middle = round(workload.prompt_tokens + written / 2)
    longest = max(model.context_tokens or architecture.context_tokens, SHALLOW)
    depth = _grid(min(middle, longest), longest)
    found = estimate(runs_at(catalog, architecture, (quantization,), machine, workload, depth, np.maximum(depth, 1)))
    wholly, fits = _limits(catalog, architecture, quantization, machine, workload, depth, found.memory.fit)
    with_ends = _with_ends(depth, (wholly, fits))
    if len(with_ends) > len(depth):  # speed falls at once where the memory ends: the line must not slope there
        depth = with_ends
        found = estimate(
            runs_at(catalog, architecture, (quantization,), machine, workload, depth, np.maximum(depth, 1))
        )
    return Curves(
        depth_tokens=depth,
        decode=found.decode,
        prefill=found.prefill,
        total_bytes=found.memory.total_bytes,
        fit=found.memory.fit,
        wholly_up_to_tokens=wholly,
        fits_up_to_tokens=fits,
        workload_row=int(np.searchsorted(depth, min(middle, longest))),
    )


def _with_ends(depth: Ints, ends: Sequence[int | None]) -> Ints:
    """The grid with the last context on each side of where the memory ends."""
    sides = [side for end in ends if end is not None for side in (end, end + PADDING) if side <= depth[-1]]
    return np.unique(np.concatenate([depth, np.array(sides, dtype=np.int64)]))


def answer_time(
    catalog: Catalog, model: LanguageModel, quantization: Quantization, machine: Machine, workload: Workload
) -> AnswerTime | None:
    """What reading the prompt, thinking and answering take; None where the run finds no room or has no known speed."""
    return answer_times(catalog, model, (quantization,), machine, workload)[0]


def answer_times(
    catalog: Catalog,
    model: LanguageModel,
    quantizations: Sequence[Quantization],
    machine: Machine,
    workload: Workload,
) -> tuple[AnswerTime | None, ...]:
    """The same for several quantizations of a model, in one call.

    Each part is read or written at the depth of its own middle.
    """
    architecture = known_architecture(model)
    thinking = thinking_of(catalog, model, workload).likely
    prompt, output = float(workload.prompt_tokens), float(workload.output_tokens)
    middles = np.array([prompt / 2, prompt + thinking / 2, prompt + thinking + output / 2])
    count = len(quantizations)
    context = np.full(3 * count, workload.context_tokens)
    parts: list[AnswerTime | None] = [None] * count
    placed = _placed(catalog, architecture, quantizations, machine, workload)
    for on in dict.fromkeys(placed):
        mine = [row for row, each in enumerate(placed) if each == on]
        chosen = [quantizations[row] for row in mine for _ in middles]
        depth = np.tile(middles, len(mine))
        found = estimate(runs_at(catalog, architecture, chosen, on, workload, depth, context[: len(chosen)]))
        for start, row in zip(range(0, len(chosen), 3), mine, strict=True):
            columns = (found.prefill, found.decode, found.decode)
            speeds = [Estimate.at(speed, start + part) for part, speed in enumerate(columns)]
            parts[row] = _parts(speeds, prompt, thinking, output)
    return tuple(parts)


def _placed(
    catalog: Catalog,
    architecture: Architecture,
    quantizations: Sequence[Quantization],
    machine: Machine,
    workload: Workload,
) -> list[Machine]:
    """The machine as the fastest placement of each quantization uses it, at the workload's context."""

    def estimated(machines: Sequence[Machine], some: Ints) -> RunEstimates:
        depth = np.full(len(some), float(workload.prompt_tokens))
        context = np.full(len(some), workload.context_tokens)
        rows: list[int] = some.tolist()
        chosen = [quantizations[row] for row in rows]
        return estimate(runs_at(catalog, architecture, chosen, machines[0], workload, depth, context))

    mixture = np.full(len(quantizations), architecture.experts is not None)
    return fastest_machines(catalog, [machine] * len(quantizations), estimated, mixture)


def _parts(speeds: Sequence[Estimate | None], prompt: float, thinking: float, output: float) -> AnswerTime | None:
    reading, pondering, answering = speeds
    if reading is None or pondering is None or answering is None:
        return None
    prompt_s = _seconds(FIRST_TOKEN_FACTOR * prompt, reading)
    thinking_s = _seconds(thinking, pondering)
    answer_s = _seconds(output, answering)
    total = Estimate(*(sum(sides) for sides in zip(prompt_s, thinking_s, answer_s, strict=True)))
    return AnswerTime(prompt_s, thinking_s if thinking else None, answer_s, total)


def _seconds(tokens: float, speed: Estimate) -> Estimate:
    return Estimate(tokens / speed.high, tokens / speed.likely, tokens / speed.low)


def _grid(workload_depth: int, longest: int) -> Ints:
    """About 25 depths, closer where they are small, the workload's own among them."""
    grid = np.geomspace(min(SHALLOW, longest), longest, POINTS - 1)
    return np.unique(np.concatenate([[0, workload_depth, longest], np.round(grid)])).astype(np.int64)


def _limits(
    catalog: Catalog,
    architecture: Architecture,
    quantization: Quantization,
    machine: Machine,
    workload: Workload,
    depth: Ints,
    fit: Ints,
) -> tuple[int | None, int | None]:
    """Longest contexts wholly on the accelerators, and with room at all: on the grid, then by each cache size."""
    found: list[int | None] = []
    for least in (Fit.FULL, Fit.PARTIAL):
        inside = np.flatnonzero(fit >= least)
        if not len(inside):
            found.append(None)
            continue
        last = int(inside[-1])
        if last + 1 < len(depth):
            paddings = np.arange(-(-int(depth[last]) // PADDING) * PADDING, int(depth[last + 1]) + 1, PADDING)
            steps: Ints = np.maximum(paddings, 1).astype(np.int64)
            runs = runs_at(catalog, architecture, (quantization,), machine, workload, steps, steps)
            fine = np.flatnonzero(weights_and_memory(runs)[1].fit >= least)
            found.append(int(steps[fine[-1]]) if len(fine) else int(depth[last]))
        else:
            found.append(int(depth[last]))
    return found[0], found[1]


def runs_at(
    catalog: Catalog,
    architecture: Architecture,
    quantizations: Sequence[Quantization],
    machine: Machine,
    workload: Workload,
    depth: Floats | Ints,
    context: Ints,
) -> Runs:
    """One row for each depth; a single quantization is that of all rows."""
    count = len(depth)
    chosen = quantizations if len(quantizations) == count else tuple(quantizations) * count
    distinct = {quantization.id: quantization for quantization in chosen}
    position = {name: row for row, name in enumerate(distinct)}
    zeros = np.zeros(count, dtype=np.int64)
    asked = RunInputs(
        context=context,
        users=np.full(count, workload.users),
        kv=(workload.kv_type,) * count,
        prompt_tokens=np.full(count, float(workload.prompt_tokens)),
        output_tokens=np.full(count, float(workload.output_tokens)),
        depth=depth.astype(np.float64),
    )
    which = np.array([position[quantization.id] for quantization in chosen])
    return runs_for(
        catalog, shapes((architecture,)).take(zeros), tuple(distinct.values()), which, (machine,), zeros, asked
    )
