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
    found = [one for one in answers.owned if one.id.casefold() not in catalog.models_by_name and _worth(one, today)]
    found.sort(key=lambda one: (-(one.downloads or 0), one.id))
    return list(_suggested(found))


def _worth(one: Listing, today: datetime.date) -> bool:
    created, popular = one.created, (one.downloads or 0) >= DOWNLOADS_AT_LEAST
    new = created is not None and (today - created.date()).days <= NEW_DAYS
    made = any(tag.startswith(COPIES) for tag in one.tags) or "gguf" in one.tags
    return popular and new and not made and one.pipeline in TASKS


def _suggested(found: list[Listing]) -> Iterator[Change]:
    for one in found:
        created = one.created.date().isoformat() if one.created else "unknown"
        why = f"{one.downloads:,} downloads in 30 days, published {created}; its facts are to be checked first"
        yield Change(
            "models", one.id, "hub_repo", None, one.id, HUB, f"{HOME}/{one.id}", ProposalOutcome.SUGGESTION, why
        )
