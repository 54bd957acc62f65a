"""A visitor's own tasks from a CSV or JSONL file: strict, bounded, and every fault with its line.

CSV: a first line with the columns `prompt`, and any of `id`, `system`, `language`, `expected` (exact), `number`,
`tolerance`, `contains` and `contains_not` (words between |), `regex`, `most_words`. JSONL: one task a line, as
`TrialTask` has it.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from pydantic import ValidationError

from llmselect.bench.graders.numbers import read_number
from llmselect.bench.tasks.task import TrialTask
from llmselect.errors import BadFile, first_fault, shortened

MOST_BYTES: Final = 4 * 2**20
MOST_TASKS: Final = 500
COLUMNS: Final = (
    *("prompt", "id", "system", "language", "max_tokens"),
    *("expected", "number", "tolerance", "contains", "contains_not", "regex", "most_words"),
)


def read_tasks(content: bytes, name: str) -> tuple[TrialTask, ...]:
    """The tasks of a file, by the end of its name; raises BadFile with the line and what is expected there."""
    if not content.strip():
        raise BadFile("the file is empty; expected tasks as CSV or JSONL")
    if len(content) > MOST_BYTES:
        raise BadFile(f"the file has {len(content) / 2**20:.1f} MB; expected {MOST_BYTES // 2**20} MB at most")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("the file is no text in UTF-8; save it as CSV UTF-8 or JSONL") from None
    if "\0" in text:
        raise BadFile("the file holds zero bytes; expected tasks as CSV or JSONL")
    rows = _csv_rows(text) if name.casefold().endswith(".csv") else _json_rows(text)
    tasks = [_task(line, row) for line, row in islice(rows, MOST_TASKS + 1)]
    if len(tasks) > MOST_TASKS:
        raise BadFile(f"the file has more than {MOST_TASKS} tasks; expected so many at most")
    if not tasks:
        raise BadFile("the file holds no task; expected one a line")
    if len({task.id for task in tasks}) < len(tasks):
        raise BadFile("two tasks of the file have the same id; expected each once")
    return tuple(tasks)


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
        except (ValueError, RecursionError):
            raise BadFile(
                f"line {line} is no JSON; expected one object a line (JSONL), or a name that ends in .csv"
            ) from None
        if not isinstance(value, dict):
            raise BadFile(f'line {line} is no object; expected one such as {{"prompt": "…"}}')
        yield line, {"id": f"own-{line}"} | value


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    first = text.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        names = [str(name).strip().casefold() for name in reader.fieldnames or ()]
        unknown = [name for name in names if name not in COLUMNS]
        if "prompt" not in names or unknown or len(set(names)) < len(names):
            what = f"; {shortened(unknown[0])} is none of them" if unknown else ""
            wanted = f"prompt, and any of {', '.join(COLUMNS[1:])}"
            raise BadFile(f"the first line of the CSV must name its columns: {wanted}{what}")
        reader.fieldnames = names
        for row in reader:
            if None in row:
                raise BadFile(f"line {reader.line_num} has more fields than the first line names")
            yield (
                reader.line_num,
                _of_csv({name: (value or "").strip() for name, value in row.items()}, reader.line_num),
            )
    except csv.Error as fault:
        raise BadFile(f"line {reader.line_num} is no CSV ({fault})") from None


def _of_csv(row: Mapping[str, str], line: int) -> Mapping[str, Any]:
    task: dict[str, Any] = {
        "id": row.get("id") or f"own-{line}",
        "prompt": row["prompt"],
        "graders": _graders(row, line),
    }
    task |= {name: row[name] for name in ("system", "language") if row.get(name)}
    return task | ({"max_tokens": int(_number(row["max_tokens"], line))} if row.get("max_tokens") else {})


def _graders(row: Mapping[str, str], line: int) -> list[dict[str, Any]]:
    graders: list[dict[str, Any]] = []
    if row.get("expected"):
        graders.append({"kind": "exact", "any_of": _words(row["expected"])})
    if row.get("number"):
        tolerance = _number(row["tolerance"], line) if row.get("tolerance") else 0.0
        graders.append({"kind": "number", "value": _number(row["number"], line), "tolerance": tolerance})
    if row.get("contains") or row.get("contains_not"):
        wanted = {"all_of": _words(row.get("contains", "")), "none_of": _words(row.get("contains_not", ""))}
        graders.append({"kind": "contains"} | wanted)
    if row.get("regex"):
        graders.append({"kind": "regex", "pattern": row["regex"]})
    if row.get("most_words"):
        graders.append({"kind": "length", "most_words": int(_number(row["most_words"], line))})
    return graders


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split("|") if word.strip()]


def _number(cell: str, line: int) -> float:
    """A number of a table; where a mark may part thousands or decimals, the decimals: tables rarely part thousands."""
    values = read_number(cell)
    if not values:
        raise BadFile(f"line {line}: {shortened(cell)} is no number")
    return min(values, key=abs)


def _task(line: int, row: Mapping[str, Any]) -> TrialTask:
    try:
        return TrialTask.model_validate(row)
    except ValidationError as fault:
        raise BadFile(f"line {line}, {first_fault(fault, 'the task')}") from None
