"""Names of accelerators as people type them and tools print them, as names of the catalog."""

import re
from collections.abc import Mapping

from llmselect.machine.cards import DetectedCard, matching

MAKERS = re.compile(r"\b(nvidia|geforce|amd|radeon|intel|apple|gpu|graphics|r|tm)\b")


def typed_accelerators(text: str, catalog_gib: Mapping[str, float | None]) -> tuple[str, ...]:
    """Names of the catalog that a text may mean: `4090`, `rtx4090`, `NVIDIA GeForce RTX 4060 Laptop GPU`, `M2`.

    `catalog_gib`: GiB by name. Several where the text does not tell sizes apart; () where it means none.
    """
    exact = tuple(name for name in catalog_gib if name.casefold() == text.strip().casefold())
    if exact:
        return exact
    by_words = matching(DetectedCard(text, _size(text)), catalog_gib)
    if by_words:
        return by_words
    wanted = _tokens(text)
    if not wanted:
        return ()
    scored = [(len(tokens - wanted), name) for name in catalog_gib if wanted <= (tokens := _tokens(name))]
    fewest = min((extra for extra, _ in scored), default=None)
    return tuple(name for extra, name in scored if extra == fewest)


def _size(text: str) -> float | None:
    """Bytes of a memory size that the text names."""
    found = re.search(r"(\d+) ?gi?b\b", text.casefold())
    return float(found.group(1)) * 2**30 if found else None


def _tokens(text: str) -> frozenset[str]:
    """Letters and numbers apart, without makers' names and sizes: `rtx4090` and `RTX 4090` are the same."""
    plain = MAKERS.sub(" ", re.sub(r"[^a-z0-9]+", " ", text.casefold()))
    plain = re.sub(r"\b\d+ ?gi?b\b|\b\d+ core\b", " ", plain)
    apart = re.sub(r"\b(rtx|gtx|rx|arc|gb|mi)(\d)", r"\1 \2", plain)
    return frozenset(re.sub(r"(\d)(ti|super|xtx|xt|gre|gb)\b", r"\1 \2", apart).split())
