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

from llmselect.bench.file_faults import FileFault, line_fault
from llmselect.bench.graders.numbers import read_number
from llmselect.bench.tasks.task import TrialTask
from llmselect.errors import nearest, shortened
from llmselect.text import number_in_both

MOST_BYTES: Final = 4 * 2**20
MOST_FILE_TASKS: Final = 500
COLUMNS: Final = (
    *("prompt", "id", "system", "language", "max_tokens"),
    *("expected", "number", "tolerance", "contains", "contains_not", "regex", "most_words"),
)


def read_tasks(content: bytes, name: str) -> tuple[TrialTask, ...]:
    """The tasks of a file, by the end of its name; raises FileFault with the line and what is expected there."""
    if not content.strip():
        raise FileFault("file.empty_tasks")
    if len(content) > MOST_BYTES:
        size = number_in_both(len(content) / 2**20, 1)
        raise FileFault("file.too_large", size=size, most=MOST_BYTES // 2**20)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileFault("file.no_text") from None
    if "\0" in text:
        raise FileFault("file.zero_bytes")
    rows = _csv_rows(text) if name.casefold().endswith(".csv") else _json_rows(text)
    tasks = [_task(line, row) for line, row in islice(rows, MOST_FILE_TASKS + 1)]
    if len(tasks) > MOST_FILE_TASKS:
        raise FileFault("file.many_tasks", most=MOST_FILE_TASKS)
    if not tasks:
        raise FileFault("file.no_task")
    if len({task.id for task in tasks}) < len(tasks):
        raise FileFault("file.same_id")
    return tuple(tasks)


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
        except (ValueError, RecursionError):
            raise FileFault("file.no_json_line", line=line, given=shortened(row)) from None
        if not isinstance(value, dict):
            raise FileFault("file.no_object_line", line=line, given=shortened(value), example='{"prompt": "…"}')
        yield line, {"id": f"own-{line}"} | value


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    first = text.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        names = [str(name).strip().casefold() for name in reader.fieldnames or ()]
        unknown = [name for name in names if name not in COLUMNS]
        if unknown:
            near = ", ".join(nearest(unknown[0], COLUMNS)) or "–"
            raise FileFault("file.column", given=shortened(unknown[0]), near=near, names=", ".join(COLUMNS[1:]))
        if "prompt" not in names or len(set(names)) < len(names):
            raise FileFault("file.columns", names=", ".join(COLUMNS[1:]))
        reader.fieldnames = names
        for row in reader:
            if None in row:
                raise FileFault("file.more_fields", line=reader.line_num)
            yield (
                reader.line_num,
                _of_csv({name: (value or "").strip() for name, value in row.items()}, reader.line_num),
            )
    except csv.Error:
        raise FileFault("file.no_csv", line=reader.line_num) from None


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
        raise FileFault("file.no_number", line=line, given=shortened(cell))
    return min(values, key=abs)


def _task(line: int, row: Mapping[str, Any]) -> TrialTask:
    try:
        return TrialTask.model_validate(row)
    except ValidationError as fault:
        raise line_fault(fault, line, tuple(TrialTask.model_fields)) from None
