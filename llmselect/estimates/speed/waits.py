"""Seconds that pass while tokens are written."""

import numpy as np

from llmselect.estimates.core.columns import Range
from llmselect.units import Floats


def seconds_after(start: Range, tokens: Range, speed: Range) -> Range:
    """Seconds until so many tokens are written from `start` on; errors of start, tokens and speed are independent."""
    likely = tokens.likely / speed.likely
    least, most = tokens.low / speed.likely, tokens.high / speed.likely
    slow, fast = tokens.likely / speed.low, tokens.likely / speed.high
    below = np.sqrt((start.likely - start.low) ** 2 + (likely - least) ** 2 + (likely - fast) ** 2)
    above = np.sqrt((start.high - start.likely) ** 2 + (most - likely) ** 2 + (slow - likely) ** 2)
    middle = start.likely + likely
    return Range(np.maximum(middle - below, middle / 10), middle, middle + above)


def wait_and_finish_s(
    ttft_s: Range, decode: Range, thinking: Range, output_tokens: Floats, finish_s: Floats
) -> tuple[Range, Range]:
    """Seconds to the first token of the answer, and to its last, with errors of wait, thoughts and speed independent.

    `finish_s`: the likely end where it is known better, as of several users who share a speed; NaN elsewhere.
    """
    wait = seconds_after(ttft_s, thinking, decode)
    finish = seconds_after(wait, Range(output_tokens, output_tokens, output_tokens), decode)
    likely = np.where(np.isnan(finish_s), finish.likely, finish_s)
    ratio = likely / finish.likely
    return wait, Range(finish.low * ratio, likely, finish.high * ratio)
