"""How fast a provider answers while nobody has measured it: the latency that public benchmarks demand of servers."""

import numpy as np

from llmselect.estimates.core.columns import Range
from llmselect.units import Floats

# MLPerf Inference v5.0, server scenarios (mlcommons.org/2025/04/llm-inference-v5, read 2026-11-22): 99 % of requests of
# Llama 2 70B Interactive must begin within 0.45 s and go on at 40 ms a token; of Llama 3.1 405B within 6 s at 175 ms.
QUICK_TTFT_S, SLOW_TTFT_S = 0.45, 6.0
QUICK_TOKEN_S, SLOW_TOKEN_S = 0.040, 0.175


def served_ttft_s(rows: int) -> Range:
    """Time to first token between the two targets; the likely value is their geometric middle."""
    return _between(QUICK_TTFT_S, SLOW_TTFT_S, rows)


def served_decode(rows: int) -> Range:
    """Tokens a second for one reader, between the two targets."""
    return _between(1 / SLOW_TOKEN_S, 1 / QUICK_TOKEN_S, rows)


def served_finish_s(output_tokens: Floats) -> Range:
    """Time to the end of an answer of so many tokens, thoughts included: a column."""
    low, high = QUICK_TTFT_S + output_tokens * QUICK_TOKEN_S, SLOW_TTFT_S + output_tokens * SLOW_TOKEN_S
    return Range(low, np.sqrt(low * high), high)


def _between(low: float, high: float, rows: int) -> Range:
    return Range(np.full(rows, low), np.full(rows, float(np.sqrt(low * high))), np.full(rows, high))
