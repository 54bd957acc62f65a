"""What answers cost at a provider: prices by the token, cached, in batches, and what filling a cache adds."""

from typing import NamedTuple

import numpy as np

from llmselect.catalog.prices import TokenPrices
from llmselect.estimates.core.columns import Range
from llmselect.settings import Workload
from llmselect.units import MTOK, Floats


class RequestTokens(NamedTuple):
    """What one request takes: shares between 0 and 1, `output` a row each with the thoughts counted in."""

    prompt: float
    output: Range
    cached_share: float
    batch_share: float


def served_usd_per_request(
    prices: TokenPrices, workload: Workload, output_tokens: Floats, fees: Floats | float = 0.0
) -> Floats:
    """Price of one request; the cached and the batch price only where the provider publishes one.

    `output_tokens` of each row counts the thoughts of models that think: providers bill them as output. `fees`: dollars
    for each request beside its tokens.
    """
    share = 1.0 if workload.batch else 0.0
    return fees + usd_per_request(prices, workload.prompt_tokens, output_tokens, workload.cached_share, share)


def usd_per_request(
    prices: TokenPrices, prompt_tokens: float, output_tokens: Floats, cached_share: float, batch_share: float
) -> Floats:
    """Mean price of one request in US dollars, shape (rows,); NaN where a price is not published.

    A batch request is priced at the batch price alone: providers do not promise cache hits in batches. Where none is
    published, requests that could wait cost what the others do.
    """
    cached = np.where(np.isnan(prices.cached_input), prices.input, prices.cached_input)
    live_input = prices.input * (1 - cached_share) + cached * cached_share
    live = prompt_tokens * live_input + output_tokens * prices.output
    batch = prompt_tokens * prices.batch_input + output_tokens * prices.batch_output
    batch = np.where(np.isnan(batch), live, batch)
    return (live * (1 - batch_share) + batch * batch_share) / MTOK


def request_cost(prices: TokenPrices, cache_write: Floats, tokens: RequestTokens) -> Range:
    """Low, likely and high price of one request in US dollars, shape (rows,).

    The ends are those of the thoughts. Where a provider charges for filling its cache (`cache_write`, dollars per
    million tokens, NaN where it does not), the high end has all that is not read from it written to it.
    """
    low, likely, high = (
        usd_per_request(prices, tokens.prompt, side, tokens.cached_share, tokens.batch_share) for side in tokens.output
    )
    written = np.nan_to_num(cache_write - prices.input).clip(0.0) if tokens.cached_share else np.zeros(len(low))
    more = tokens.prompt * (1 - tokens.cached_share) * (1 - tokens.batch_share) * written / MTOK
    return Range(low, likely, high + more)
