"""The note on privacy and law as a file: Markdown, or HTML to print."""

import datetime
from pathlib import Path

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.errors import BadFile
from llmselect.reports.law.privacy_note import privacy_note
from llmselect.settings import Settings
from llmselect.text import Text

ON_ONE_PAGE = """@page { size: A4; margin: 10mm; }
@media print { body { max-width: none; font-size: 9.5px; line-height: 1.32; padding: 0; }
h1 { font-size: 15px; margin: 0; } h2 { font-size: 11px; margin: .45rem 0 .1rem; } }
"""
"""Rules of paper that hold the note on one sheet."""


def as_law_note(
    catalog: Catalog,
    settings: Settings,
    suffix: str = ".html",
    model: LanguageModel | None = None,
    title: Text | None = None,
) -> str:
    """The page as Markdown for `.md`, as HTML for all else, with today's day."""
    note = privacy_note(catalog, settings, datetime.date.today(), model, title)
    return note.markdown() if suffix == ".md" else note.page().replace("</style>", f"{ON_ONE_PAGE}</style>")


def write(path: Path, catalog: Catalog, settings: Settings) -> None:
    """Write the page; raises BadFile where the file cannot be written."""
    page = as_law_note(catalog, settings, path.suffix.casefold())
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as fault:
        raise BadFile(f"{path} cannot be written ({fault.strerror}); expected a folder that exists") from fault
