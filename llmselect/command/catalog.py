"""`catalog`: check the facts, compare them with their sources, print their schema or who published them."""

import datetime
import sys
from argparse import Namespace
from pathlib import Path

from llmselect.catalog.checks.check import report
from llmselect.catalog.data_sources import page
from llmselect.catalog.load import catalog_path, load
from llmselect.catalog.schema import schema_text

BAD_CATALOG = 2
STALE_SHOWN = 20


def run(given: Namespace) -> int:
    """Exit code 2 when the catalog has faults; facts that are merely old are listed and forgiven."""
    if given.action == "schema":
        print(schema_text(), end="")
        return 0
    if given.action == "refresh":
        from llmselect.command import refresh

        return refresh.run(given)
    path = Path(given.catalog) if given.catalog else catalog_path()
    if given.action == "sources":
        print(page(load(path)), end="")
        return 0
    found = report(path, datetime.date.today())
    print(*found.lines(STALE_SHOWN), sep="\n", file=sys.stderr if found.faults else sys.stdout)
    return BAD_CATALOG if found.faults else 0
