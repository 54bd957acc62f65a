"""`catalog refresh`: what the Hub and the price library say otherwise, printed, and written when asked.

The speeds of providers are no part of the catalog: the router's list is kept on disk for pages and command line.
"""

import datetime
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.checks.check import report
from llmselect.catalog.load import catalog_path, content_of, load
from llmselect.command.printing import print_json
from llmselect.errors import BadCatalog, BadFile, BadNumber, UnknownName
from llmselect.hub.http.client import Hub
from llmselect.hub.part_files import begin_part
from llmselect.hub.refresh.asking import Answers, ask_hub
from llmselect.hub.refresh.change import Change, ProposalOutcome
from llmselect.hub.refresh.lines import edited
from llmselect.hub.refresh.models import model_changes
from llmselect.hub.refresh.price_copy import read_copy, write_copy
from llmselect.hub.refresh.prices import copy_of, price_changes
from llmselect.hub.refresh.suggestions import suggestions
from llmselect.hub.served_speeds.copies import SpeedCopies, read_served_speeds
from llmselect.hub.served_speeds.snapshot import SpeedSnapshot

NOTHING, FAULT, CHANGES = 0, 2, 3
SUGGESTED = 40
"""Suggestions and unread names that are printed; --json has all."""
HEADINGS = {
    ProposalOutcome.WRITE: "changes",
    ProposalOutcome.READ: "prices that changed; they are read from the library and not written",
    ProposalOutcome.QUESTION: "to decide by a person; never written",
    ProposalOutcome.SUGGESTION: "not in the catalog; suggestions, never written",
}


def run(given: Namespace) -> int:
    """0: nothing to write, or written. 3: changes that `--write` would write. 2: a fault; nothing was written."""
    path = Path(given.catalog) if given.catalog else catalog_path()
    content, today = content_of(path), datetime.date.today()
    catalog = load(path)
    if given.keep_prices:
        write_copy(Path(given.keep_prices), copy_of(catalog, today))
        return NOTHING
    _require_sense(given, catalog)
    speeds = None if given.only in ("hub", "prices") else read_served_speeds(SpeedCopies(), asked=True)
    answers, changes = _proposals(given, catalog, today)
    pending = [change for change in changes if change.verdict is ProposalOutcome.WRITE]
    written = bool(given.write and pending and answers.fault is None)
    if written:
        _write(path, content, edited(content, pending, today), today)
    if given.json:
        _print_json(changes, answers, written, speeds)
    else:
        _print(changes, answers, written)
        _print_speeds(speeds)
    if answers.fault is not None:
        nothing = " nothing was written." if given.write else ""
        print(f"llmselect: {answers.fault}{nothing}", file=sys.stderr)
        return FAULT
    return CHANGES if pending and not written else NOTHING


def _require_sense(given: Namespace, catalog: Catalog) -> None:
    if not 2 <= given.limit <= 10_000:
        raise BadNumber("limit", given.limit, "2 to 10,000 requests")
    for name in given.gone:
        if name not in catalog.models:
            raise UnknownName("model", name, catalog.models)


def _proposals(given: Namespace, catalog: Catalog, today: datetime.date) -> tuple[Answers, list[Change]]:
    answers, changes = Answers(), list[Change]()
    if given.only in (None, "prices"):
        before = read_copy(Path(given.prices_before)) if given.prices_before else None
        changes += price_changes(catalog, today, before)
    if given.only in (None, "hub"):
        answers = ask_hub(catalog, Hub(most=given.limit), with_files=True)
        changes += model_changes(catalog, answers, given.gone)
        changes += suggestions(catalog, answers, today)
    return answers, changes


def _write(path: Path, before: bytes, after: bytes, today: datetime.date) -> None:
    """Put the new content in the file's place once it is known to be sound; raises BadFile, and BadCatalog for faults.

    The old file stands whole until the new one takes its place.
    """
    path = path.resolve()
    try:
        handle, new = begin_part(path)
    except OSError as fault:
        raise BadFile(f"the catalog {path} cannot be replaced ({fault.strerror}); nothing was written") from fault
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        _require_sound(new, path, today)
        if content_of(path) != before:
            raise BadFile(f"the catalog {path} was changed by somebody else meanwhile; run the refresh again")
        shutil.copymode(path, new)
        new.replace(path)
    except OSError as fault:
        raise BadFile(f"the catalog {path} cannot be replaced ({fault.strerror}); nothing was written") from fault
    finally:
        new.unlink(missing_ok=True)


def _require_sound(new: Path, path: Path, today: datetime.date) -> None:
    if faults := report(new, today).faults:
        raise BadCatalog(path.name, (*map(str, faults), f"{path}: with the changes it has these faults; not written"))


def _print(changes: Sequence[Change], answers: Answers, written: bool) -> None:
    for verdict, heading in HEADINGS.items():
        _section(
            heading, [str(one) for one in changes if one.verdict is verdict], verdict is ProposalOutcome.SUGGESTION
        )
    _section("not read", answers.unread, True)
    count = sum(one.verdict is ProposalOutcome.WRITE for one in changes)
    done = "written" if written else "to write with --write" if count else "nothing to write"
    print(f"{count} change{'' if count == 1 else 's'}, {done}; {answers.asked} requests to the Hub")


def _section(heading: str, lines: Sequence[str], cut: bool) -> None:
    if not lines:
        return
    shown = lines[:SUGGESTED] if cut else lines
    print(f"# {heading} ({len(lines)})", *shown, sep="\n")
    if len(shown) < len(lines):
        print(f"and {len(lines) - len(shown)} more; --json names all")
    print()


def _print_speeds(speeds: SpeedSnapshot | None) -> None:
    """A router that does not answer is no fault of the catalog: the copy at hand stays, and the reason stands here."""
    if speeds is not None:
        why = f"; {speeds.reason.en}" if speeds.reason else ""
        print(f"speeds of providers: {len(speeds.offers)} offers, {speeds.state.label.en} of {speeds.day}{why}")


def _speeds_json(speeds: SpeedSnapshot) -> dict[str, object]:
    return {
        "state": str(speeds.state),
        "day": speeds.day.isoformat(),
        "offers": len(speeds.offers),
        "reason": speeds.reason.en if speeds.reason else None,
    }


def _print_json(
    changes: Sequence[Change], answers: Answers, written: bool, speeds: SpeedSnapshot | None = None
) -> None:
    print_json(
        {
            "written": written,
            "requests": answers.asked,
            "fault": None if answers.fault is None else str(answers.fault),
            "not_read": answers.unread,
            "changes": [change.as_json() for change in changes],
            "served_speeds": None if speeds is None else _speeds_json(speeds),
        }
    )
