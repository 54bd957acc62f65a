"""The decision on one page, as a file: Markdown, or HTML to print."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from llmselect.errors import BadFile, NotPossible
from llmselect.reports.memo import memo
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.scoring.robustness.workload_changes import WorkloadChange
from llmselect.settings import Settings


def as_memo(
    recommendation: Recommendation,
    settings: Settings,
    day: datetime.date,
    suffix: str = ".html",
    changes: Sequence[WorkloadChange] = (),
    rented: tuple[RentedPlace, ...] = (),
) -> str:
    """The page as Markdown for `.md`, as HTML for all else; empty where nobody has a place."""
    written = memo(recommendation, settings, day, changes, rented)
    if written is None:
        return ""
    return written.markdown() if suffix == ".md" else written.page()


def write(
    path: Path,
    recommendation: Recommendation,
    settings: Settings,
    changes: Sequence[WorkloadChange],
    rented: tuple[RentedPlace, ...] = (),
) -> None:
    """Write the page, with what was tried that would change it; raises NotPossible or BadFile."""
    if not len(recommendation):
        raise NotPossible("no candidate meets the requirements, so there is no decision to write down")
    page = as_memo(recommendation, settings, datetime.date.today(), path.suffix.casefold(), changes, rented)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as fault:
        raise BadFile(f"{path} cannot be written ({fault.strerror}); expected a folder that exists") from fault
