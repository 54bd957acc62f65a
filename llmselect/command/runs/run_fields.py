"""What a run on a machine is told beside memory and speed, as of an offer: effort, wait, cost, placement, privacy."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.command.printing import costs_of, dated, range_of
from llmselect.command.questions import Resolved
from llmselect.estimates.core.columns import Fit, Range
from llmselect.estimates.cost.own_machine import busy_hours_per_month, machine_usd_per_month
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.hardware.kept_back import kept_back
from llmselect.estimates.power import power_w
from llmselect.estimates.privacy import evidence, local_level
from llmselect.estimates.runs.run import RunEstimates
from llmselect.estimates.speed.waits import wait_and_finish_s
from llmselect.machine.machine import PlacementKind
from llmselect.settings import Workload
from llmselect.units import Floats


def with_thoughts(estimates: RunEstimates, questions: Sequence[Resolved]) -> tuple[RunEstimates, Range]:
    """The estimates with an end as wide as the thoughts are unsure, and the seconds to the answer's first token."""
    thinking = _thinking(questions)
    output = np.array([float(each.question.output_tokens) for each in questions])
    wait, finish = wait_and_finish_s(estimates.ttft_s, estimates.decode, thinking, output, estimates.finish_s.likely)
    unsure = thinking.high > thinking.low
    widened = Range(*(np.where(unsure, wide, own) for wide, own in zip(finish, estimates.finish_s, strict=True)))
    return replace(estimates, finish_s=widened), wait


def _thinking(questions: Sequence[Resolved]) -> Range:
    low, likely, high = np.array([each.thinking for each in questions], dtype=np.float64).T
    return Range(low, likely, high)


def usd_per_request(catalog: Catalog, questions: Sequence[Resolved], finish_s: Floats) -> Range:
    """US dollars of one request of each question, were the machine to answer as many as it is asked a month."""
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, each in enumerate(questions):
        asked = each.question
        alike[each.machine, asked.costs, asked.requests_per_month, asked.users].append(row)
    found = Range.unknown(len(questions))
    for rows in alike.values():
        first = questions[rows[0]]
        workload, groups = _workload(first), groups_of(catalog, first.machine)
        busy = busy_hours_per_month(finish_s[rows], workload)
        month = machine_usd_per_month(busy, power_w(catalog, groups), groups, first.question.costs)
        for side, values in zip(found, month, strict=True):
            side[rows] = values / workload.requests_per_month
    return found


def _workload(resolved: Resolved) -> Workload:
    question = resolved.question
    return Workload(use=question.use, users=question.users, requests_per_month=question.requests_per_month)


def placement_at(estimates: RunEstimates, row: int) -> PlacementKind | None:
    """Where the parts of a run lie; None where it finds no room."""
    room = estimates.memory
    if room.fit[row] == Fit.NONE:
        return None
    if room.device_layers[row] == 0:
        return PlacementKind.HOST_ALONE
    if room.fit[row] == Fit.FULL:
        return PlacementKind.WHOLE
    experts = room.expert_host_layers[row] > 0 and room.host_layers[row] == 0
    return PlacementKind.EXPERTS_ON_HOST if experts else PlacementKind.LAYERS_ON_HOST


def run_fields(
    catalog: Catalog, resolved: Resolved, estimates: RunEstimates, wait: Range, usd: Range, row: int
) -> dict[str, object]:
    """The keys of one answer that an offer has too."""
    question, placement = resolved.question, placement_at(estimates, row)
    workload = _workload(resolved)
    return {
        "answer_wait_s": range_of(wait, row),
        "effort": str(resolved.effort),
        "prompt_tokens": question.prompt_tokens,
        "output_tokens": question.output_tokens,
        "thinking_tokens": range_of(_thinking([resolved]), 0),
        **costs_of(usd, row, question.requests_per_month),
        "busy_hours_per_month": _busy_hours(estimates.finish_s.likely[row : row + 1], workload),
        "placement": None if placement is None else str(placement),
        "expert_layers_on_host": _layers(estimates.memory.expert_host_layers[row], placement),
        "host_layers": _layers(estimates.memory.host_layers[row], placement),
        **_reserved(catalog, resolved),
        "privacy_level": int(local_level(question.costs, workload)),
        "privacy_evidence": evidence(catalog, None, question.costs, workload).en,
        **dated(catalog),
    }


def _busy_hours(finish_s: Floats, workload: Workload) -> float | None:
    """Hours of a month that the requests take; more than a month has are more than the machine can serve."""
    hours = float(busy_hours_per_month(finish_s, workload)[0])
    return None if math.isnan(hours) else float(f"{hours:.6g}")


def _reserved(catalog: Catalog, resolved: Resolved) -> dict[str, object]:
    found = kept_back(catalog, resolved.machine)
    if found is None:
        return {"reserved_gib": None, "reserved_source": None}
    return {"reserved_gib": found.gib, "reserved_source": found.source.en}


def _layers(layers: float, placement: PlacementKind | None) -> int | None:
    """A layer of which a part lies there counts; None where nothing lies anywhere."""
    return None if placement is None else math.ceil(layers)
