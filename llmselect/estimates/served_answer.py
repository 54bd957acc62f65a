"""Seconds to the end of a provider's answer: the first wait, the thoughts and the answer, with independent errors."""

import numpy as np

from llmselect.estimates.columns import Range
from llmselect.estimates.served_coefficients import FOUR_IN_FIVE
from llmselect.units import Floats

ENDS = (0.1, 0.9)
NODES = np.array([-1.608, -0.869, -0.402, 0.0, 0.402, 0.869, 1.608])
"""Middles of the sevenths of a normal distribution, stretched to its standard deviation."""


def answer_seconds(ttft_s: Range, decode: Range, thinking_tokens: Range, output_tokens: Floats) -> Range:
    """First wait + (thoughts + answer) / speed: ranges that hold four in five, NaN where a part is unknown.

    Waits, speeds and thoughts are drawn independently, seven equally likely values of each: a product and sum of
    logarithmic normal distributions has no closed form. The likely value is that of the likely parts, which misses
    published answers less than the middle of the draws (by 0.90 against 1.04 at the 90th percentile).
    """
    wait, speed = _values(ttft_s), _values(decode)
    if np.any(thinking_tokens.high > 0):
        tokens = output_tokens[:, None] + _values(thinking_tokens)
    else:
        tokens = output_tokens[:, None] + thinking_tokens.likely[:, None]
    drawn = wait[:, :, None, None] + tokens[:, None, :, None] / speed[:, None, None, :]
    low, high = _ends(drawn.reshape(len(output_tokens), np.prod(drawn.shape[1:])))
    likely = ttft_s.likely + (thinking_tokens.likely + output_tokens) / decode.likely
    return Range(np.minimum(low, likely), likely, np.maximum(high, likely))


def _values(column: Range) -> Floats:
    """Seven equally likely values of each row, each half of the range with its own spread."""
    sure = column.likely > 0
    likely = np.where(sure, column.likely, 1.0)
    below = np.log(likely / np.where(sure & (column.low > 0), column.low, likely)) / FOUR_IN_FIVE
    above = np.log(np.where(sure, column.high, 1.0) / likely) / FOUR_IN_FIVE
    spread = np.where(NODES < 0, below[:, None], above[:, None])
    return column.likely[:, None] * np.exp(NODES * spread)


def _ends(drawn: Floats) -> tuple[Floats, Floats]:
    """The values below which one and nine tenths of each row lie; NaN where a row holds one."""
    last = drawn.shape[1] - 1
    places = [round(share * last) for share in ENDS]
    ordered = np.partition(drawn, places, axis=1)
    unknown = np.isnan(drawn).any(axis=1)
    low, high = (np.where(unknown, np.nan, ordered[:, place]) for place in places)
    return low, high
