"""Models of the catalog's publishers that the catalog does not have: suggested, never written."""

import datetime
from collections.abc import Iterator

from llmselect.catalog.catalog import Catalog
from llmselect.hub.http.client import HOME
from llmselect.hub.refresh.asking import Answers
from llmselect.hub.refresh.change import HUB, Change, ProposalOutcome
from llmselect.hub.repository.listing import Listing

DOWNLOADS_AT_LEAST = 10_000
"""In thirty days."""
NEW_DAYS = 180
"""Older ones were passed over when the catalog was last looked through."""
TASKS = frozenset({"text-generation", "image-text-to-text", "any-to-any", "audio-text-to-text"})
COPIES = ("base_model:quantized:", "base_model:adapter:", "base_model:merge:")


def suggestions(catalog: Catalog, answers: Answers, today: datetime.date) -> list[Change]:
    """Most downloaded first."""
    listings = [
        listing
        for listing in answers.owned
        if listing.id.casefold() not in catalog.models_by_name and _worth(listing, today)
    ]
    listings.sort(key=lambda listing: (-(listing.downloads or 0), listing.id))
    return list(_suggested(listings))


def _worth(listing: Listing, today: datetime.date) -> bool:
    created, popular = listing.created, (listing.downloads or 0) >= DOWNLOADS_AT_LEAST
    new = created is not None and (today - created.date()).days <= NEW_DAYS
    made = any(tag.startswith(COPIES) for tag in listing.tags) or "gguf" in listing.tags
    return popular and new and not made and listing.pipeline in TASKS


def _suggested(listings: list[Listing]) -> Iterator[Change]:
    for listing in listings:
        created = listing.created.date().isoformat() if listing.created else "unknown"
        why = f"{listing.downloads:,} downloads in 30 days, published {created}; its facts are to be checked first"
        yield Change(
            "models",
            listing.id,
            "hub_repo",
            None,
            listing.id,
            HUB,
            f"{HOME}/{listing.id}",
            ProposalOutcome.SUGGESTION,
            why,
        )
