"""Prices and windows of offers as their makers' pages state them: tiers, regions, and windows that ended."""

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.prices import offer_prices

CATALOG = load()


def told(offer: str, prompt_tokens: int) -> tuple[tuple[float, ...], int | None]:
    ids = [each.id for each in CATALOG.file.offers]
    row = ids.index(offer)
    prices = offer_prices(CATALOG, prompt_tokens)
    return tuple(round(float(column[row]), 4) for column in prices[:2]), CATALOG.file.offers[row].context_tokens


@pytest.mark.parametrize(
    ("offer", "prompt", "prices", "context"),
    [
        ("anthropic:claude-sonnet-4-5", 1000, (3.0, 15.0), 200_000),  # its window of a million was a beta that ended
        ("anthropic:claude-haiku-4-5", 1000, (1.0, 5.0), 200_000),
        ("aws-bedrock:anthropic.claude-sonnet-4-5-20250929-v1:0", 1000, (3.3, 16.5), 200_000),  # regional
        ("google:gemini-2.5-pro", 1000, (1.25, 10.0), 1_048_576),
        ("google:gemini-2.5-pro", 250_000, (2.5, 15.0), 1_048_576),  # dearer above 200,000 tokens
    ],
)
def test_an_offer_has_the_price_of_its_prompt_and_its_window(offer, prompt, prices, context) -> None:
    assert told(offer, prompt) == (prices, context)
