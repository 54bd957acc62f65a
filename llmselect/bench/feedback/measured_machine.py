"""Speeds that a trial measured on the visitor's own machine, as measurements that correct its estimates."""

from statistics import median
from typing import Final

from llmselect.bench.measured import Counted
from llmselect.bench.results.latency import measured_replies
from llmselect.bench.trial.record import TrialRecord
from llmselect.machine.machine import Phase, UserMeasurement

FEWEST_TOKENS: Final = 16
"""Of an answer: a shorter one is over before its speed shows."""
FEWEST_PROMPT_TOKENS: Final = 200
"""Of a prompt, read anew: in the wait for a shorter one reading is no more than a part."""


def machine_measurements(trial: TrialRecord, position: int) -> tuple[UserMeasurement, ...]:
    """Writing and, from prompts of 200 tokens and more, reading speed of a contestant on one's own machine.

    Empty for an offer, for a contestant of which nobody said what it is in the catalog, where requests ran side by side
    (their speeds are not one reader's), and where the server counted no tokens.
    """
    contestant = trial.plan.contestants[position]
    model, quantization = contestant.catalog_model, contestant.quantization
    if contestant.offer is not None or model is None or quantization is None or trial.plan.simultaneous > 1:
        return ()
    counted = [reply for reply in measured_replies(trial, position) if reply.counted is Counted.USAGE]
    writing = [reply for reply in counted if reply.output_tokens >= FEWEST_TOKENS]
    reading = [reply for reply in counted if (reply.read_tokens or 0) >= FEWEST_PROMPT_TOKENS]
    found: list[UserMeasurement] = []
    if writing:
        speed = 1 / median(reply.tpot_s or 0.0 for reply in writing)
        depth = median((reply.prompt_tokens or 0) + reply.output_tokens / 2 for reply in writing)
        found.append(_measurement(model, quantization, Phase.DECODE, speed, depth))
    if reading:
        speed = median((reply.read_tokens or 0) / (reply.ttft_s or 1e-6) for reply in reading)
        depth = median((reply.prompt_tokens or 0) / 2 for reply in reading)
        found.append(_measurement(model, quantization, Phase.PREFILL, speed, depth))
    return tuple(found)


def _measurement(model: str, quantization: str, phase: Phase, speed: float, depth: float) -> UserMeasurement:
    return UserMeasurement(
        model=model, quantization=quantization, phase=phase, tokens_per_s=speed, depth_tokens=round(depth)
    )
