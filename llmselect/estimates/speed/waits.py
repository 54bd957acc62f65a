"""Seconds that pass while tokens are written."""

import numpy as np

from llmselect.estimates.core.columns import Range


def seconds_after(start: Range, tokens: Range, speed: Range) -> Range:
    """Seconds until so many tokens are written from `start` on; errors of start, tokens and speed are independent."""
    likely = tokens.likely / speed.likely
    least, most = tokens.low / speed.likely, tokens.high / speed.likely
    slow, fast = tokens.likely / speed.low, tokens.likely / speed.high
    below = np.sqrt((start.likely - start.low) ** 2 + (likely - least) ** 2 + (likely - fast) ** 2)
    above = np.sqrt((start.high - start.likely) ** 2 + (most - likely) ** 2 + (slow - likely) ** 2)
    middle = start.likely + likely
    return Range(np.maximum(middle - below, middle / 10), middle, middle + above)
