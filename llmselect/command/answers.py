"""Answers of `estimate`: many questions at once, one line out for each line in."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.command.offer_estimate import AskedOffer, answer_offer, read_offer_question, resolve_offer
from llmselect.command.printing import range_of
from llmselect.command.quality_kept import quality_kept, source_of
from llmselect.command.questions import EstimateQuestion, Resolved, fault_of, read_question, resolve
from llmselect.command.runs.placement_notes import placement_notes
from llmselect.command.runs.run_fields import run_fields, usd_per_request, with_thoughts
from llmselect.errors import LlmselectError
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.columns import Fit, Range
from llmselect.estimates.core.engines import SPLITTING, splits
from llmselect.estimates.memory.memory_use import Memory
from llmselect.estimates.memory.paging import TIGHT
from llmselect.estimates.runs.calibration import check_measured, measured_faults
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.machine_tries import fastest_machines
from llmselect.estimates.runs.run import RunEstimates, Runs, estimate
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.machine.machine import Machine
from llmselect.units import Ints

OFFER_KEY = re.compile(rb'^\s*\{(?:.*,)?\s*"offer"\s*:')
"""A line that asks for an offer, before it is read with all rigour."""


def answer_lines(catalog: Catalog, lines: Iterable[bytes]) -> list[dict[str, object]]:
    """One answer a line, in order; a faulty line gets an error of its own. Blank lines are passed over."""
    found: list[Resolved | AskedOffer | LlmselectError] = []
    for number, line in enumerate(lines):
        line = line.removeprefix(BOM_UTF8) if number == 0 else line
        if not line.strip():
            continue
        try:
            found.append(_asked(catalog, line))
        except LlmselectError as error:
            found.append(error)
    resolved = [each for each in found if isinstance(each, Resolved)]
    faults = iter(measured_faults(catalog, [each.machine for each in resolved]))
    found = [next(faults) or each if isinstance(each, Resolved) else each for each in found]
    answers = iter(answer_all(catalog, [each for each in found if isinstance(each, Resolved)]))
    served = _measured(catalog) if any(isinstance(each, AskedOffer) for each in found) else None

    def line_of(each: Resolved | AskedOffer | LlmselectError) -> dict[str, object]:
        if isinstance(each, LlmselectError):
            return fault_of(each)
        return answer_offer(catalog, each, served) if isinstance(each, AskedOffer) else next(answers)

    return [line_of(each) for each in found]


def _measured(catalog: Catalog) -> ServedMeasurements:
    from llmselect.hub.served_speeds.measurements import current_measurements  # costs 65 ms, and few batches need it

    return current_measurements(catalog)


def _asked(catalog: Catalog, line: bytes) -> Resolved | AskedOffer:
    """A question about a run, or one with the key `offer`; raises the LlmselectError of its first fault."""
    if OFFER_KEY.search(line):
        return resolve_offer(catalog, read_offer_question(line))
    return resolve(catalog, read_question(line))


def answer(catalog: Catalog, question: EstimateQuestion) -> dict[str, object]:
    """The answer to one question; raises the LlmselectError that a batch would put in its line."""
    resolved = resolve(catalog, question)
    check_measured(catalog, resolved.machine)
    return answer_all(catalog, [resolved])[0]


def answer_all(catalog: Catalog, questions: Sequence[Resolved]) -> list[dict[str, object]]:
    """All answers, estimated together."""
    if not questions:
        return []

    def estimated(machines: Sequence[Machine], some: Ints) -> RunEstimates:
        rows: list[int] = some.tolist()
        pairs = zip(rows, machines, strict=True)
        return estimate(_runs(catalog, [replace(questions[row], machine=machine) for row, machine in pairs]))

    splitting = [each.engine.startswith(SPLITTING) and splits(each.quantization) for each in questions]
    mixture = np.array([each.architecture.experts is not None for each in questions]) & np.array(splitting)
    machines = fastest_machines(catalog, [each.machine for each in questions], estimated, mixture)
    estimates, wait = with_thoughts(estimated(machines, np.arange(len(questions))), questions)
    kept = quality_kept(questions, estimates.weights.parameters)
    usd = usd_per_request(catalog, questions, estimates.finish_s.likely)
    notes = placement_notes(questions, estimates, estimated)
    lines: list[dict[str, object]] = []
    for row, resolved in enumerate(questions):
        beside = run_fields(catalog, resolved, estimates, wait, usd, row)
        said = {"placement_note": notes[row].en} if row in notes else {}
        lines.append(_line(estimates, kept, row, resolved, beside | said))
    return lines


def _runs(catalog: Catalog, resolved: Sequence[Resolved]) -> Runs:
    questions = [each.question for each in resolved]
    architectures, of_shape = _distinct([id(each.architecture) for each in resolved])
    quantizations, of_quantization = _distinct([each.quantization.id for each in resolved])
    machines, of_machine = _distinct([each.machine for each in resolved])
    asked = RunInputs(
        context=np.array([each.context for each in resolved]),
        users=np.array([q.users for q in questions]),
        kv=tuple(q.kv for q in questions),
        prompt_tokens=np.array([float(q.prompt_tokens) for q in questions]),
        output_tokens=np.array([float(each.output_tokens) for each in resolved]),
        depth=np.array([float(q.depth) for q in questions]),
    )
    return runs_for(
        catalog,
        shapes([resolved[first].architecture for first in architectures]).take(of_shape),
        [resolved[first].quantization for first in quantizations],
        of_quantization,
        [resolved[first].machine for first in machines],
        of_machine,
        asked,
        engine=tuple(each.engine for each in resolved),
        file_bytes=np.array([np.nan if q.file_bytes is None else float(q.file_bytes) for q in questions]),
    )


def _distinct(keys: Sequence[object]) -> tuple[list[int], Ints]:
    """Positions of the first of each distinct key, and for each key which of those it is."""
    numbers: dict[object, int] = {}
    firsts: list[int] = []
    for position, key in enumerate(keys):
        if key not in numbers:
            numbers[key] = len(numbers)
            firsts.append(position)
    return firsts, np.array([numbers[key] for key in keys], dtype=np.int64)


def _line(
    estimates: RunEstimates, kept: Range, row: int, resolved: Resolved, beside: Mapping[str, object]
) -> dict[str, object]:
    room = estimates.memory
    line: dict[str, object] = {
        "quantization": resolved.quantization.id,
        "engine": resolved.engine,
        "parameters": _whole(estimates.weights.parameters[row]),
        "weights_bytes": _whole(room.weights_bytes[row]),
        "kv_cache_bytes": _whole(room.kv_cache_bytes[row]),
        "compute_buffer_bytes": _whole(room.compute_buffer_bytes[row]),
        "runtime_bytes": _whole(room.runtime_bytes[row]),
        "device_bytes": _whole(_device_bytes(room, row)),
        "host_bytes": _whole(room.host_bytes[row]),
        "total_bytes": _whole(room.total_bytes[row]),
        "fit": Fit(int(room.fit[row])).name.lower(),
        "decode_tokens_per_s": range_of(estimates.decode, row),
        "prefill_tokens_per_s": range_of(estimates.prefill, row),
        "ttft_s": range_of(estimates.ttft_s, row),
        "finish_s": range_of(estimates.finish_s, row),
        **beside,
        "quality_kept": range_of(kept, row),
    }
    if line["quality_kept"] is not None:
        line["quality_kept_source"] = source_of(resolved).en
    if estimates.calibrated[row]:
        ratios = {
            "decode": estimates.decode_calibration_factor[row],
            "prefill": estimates.prefill_calibration_factor[row],
        }
        line |= {"corrected": True} | {f"{name}_corrected_by": float(f"{by:.4g}") for name, by in ratios.items()}
    if room.tight[row]:
        line["warning"] = TIGHT.en
    return line | {"note": resolved.note} if resolved.note else line


def _device_bytes(room: Memory, row: int) -> float:
    """What lies on the accelerators; where nothing fits, what they would have to hold."""
    would = float(room.full_device_bytes[row])
    nowhere = Fit(int(room.fit[row])) is Fit.NONE and not np.isnan(would)
    return would if nowhere else float(room.device_bytes[row])


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else round(float(value))
