"""Broken input for the readers of everything else from outside: answers of the Hub, tables, links, lists, questions.

Each reader has its seeds, sound inputs of its kind; JSON is changed by key and value, bytes are flipped, cut and moved.
"""

import copy
import io
import json
import random
from collections.abc import Callable
from typing import Any, Final, NamedTuple, cast

import pyarrow
import pyarrow.parquet

from llmselect.bench.http.refusals import said_of
from llmselect.bench.tasks.ready_tasks import ready_tasks
from llmselect.bench.tasks.task_file import read_tasks
from llmselect.bench.trial.record import read_trial, written
from llmselect.catalog import own_file
from llmselect.catalog.catalog import Catalog
from llmselect.command.answers import answer_lines
from llmselect.hub.http.client import Hub
from llmselect.hub.leaderboards import arena, official, openevals
from llmselect.hub.repository.listing import read_listing
from llmselect.hub.repository.repository_address import read_address
from llmselect.hub.served_speeds.router import parse_router
from llmselect.settings import Settings
from llmselect.ui.core import link_code
from scripts.fuzz_inputs import STRANGE
from tests.bench.trials import trial as made_up_trial
from tests.hub.boards import DAY, arena_rows, listing, official_row, openevals_rows
from tests.hub.router_lists import entry
from tests.hub.router_lists import listing as router_list
from tests.hub.shelves import dense, gguf_files

BOARD: Final = official.board(official.ListedBenchmark("TIGER-Lab/MMLU-Pro", "MMLU-Pro", 1))
QUESTIONS: Final = (
    {"model": "llama-3.1-8b-instruct", "quantization": "Q4_K_M", "accelerator": "RTX 4090", "context": 8192},
    {"config": {"model_type": "llama", "hidden_size": 64}, "quantization": "Q8_0", "accelerator": "T4"},
    {"offer": "openai:gpt-5.1", "prompt_tokens": 10},
)
DEPTH: Final = 4
TASKS: Final = b"prompt;expected;number;tolerance;regex;most_words\nCapital?;Paris|Lyon;1,5;0.1;\\w+;12\n"


class Parser(NamedTuple):
    """A reader with what makes its input."""

    name: str
    make: Callable[[], object]
    read: Callable[[Any], object]


class Answering(Hub):
    """A Hub whose every answer is the one that was made."""

    def __init__(self, answer: object) -> None:
        super().__init__()
        self._answer = answer

    def get_json(self, path: str, params: object = None, *, cap: int = 0) -> object:
        return self._answer


def parsers(dice: random.Random, catalog: Catalog) -> tuple[Parser, ...]:
    """Every reader of outside data but those of model files."""
    codes = [link_code.encode(Settings())]
    models = own_file.written([])
    records = [catalog.file.models[0].model_dump(mode="json", exclude_defaults=True) | {"id": "hub:a/b"}]
    lists = [models, json.dumps({"llmselect": 1, "own_models": records}).encode()]
    rows = [official_row(), official_row("Qwen/Qwen3-32B", 66.0, verified=True)]
    repositories = [dense().listing(blobs=True), gguf_files().listing(blobs=True)]
    routed = router_list(("a/b", [entry(), entry("x")]))
    benchmarks = listing({"filter": ["benchmark:official"], "expand": ["cardData", "downloads"]})
    address = read_address("Qwen/Qwen3-8B")
    trial_file = written(made_up_trial([[True, False], [True, True]]))
    task = json.loads(ready_tasks()[2].model_dump_json(by_alias=True))
    return (
        Parser("LMArena table", lambda: table(dice, arena_rows(("overall",))), arena.parse),
        Parser("OpenEvals table", lambda: table(dice, openevals_rows()), openevals.parse),
        Parser("official leaderboard", lambda: changed(dice, rows), lambda one: official.parse(one, BOARD)),
        Parser("list of benchmarks", lambda: changed(dice, benchmarks), official.discovered),
        Parser("router", lambda: changed(dice, routed), lambda one: parse_router(one, DAY)),
        Parser(
            "model listing",
            lambda: changed(dice, dice.choice(repositories)),
            lambda one: read_listing(Answering(one), address),
        ),
        Parser("link", lambda: words(dice, dice.choice(codes)), lambda one: link_code.decode(one, catalog)),
        Parser("own list", lambda: flipped(dice, dice.choice(lists)), own_file.read),
        Parser("own list, changed", lambda: as_json(changed(dice, json.loads(lists[1]))), own_file.read),
        Parser(
            "question", lambda: as_json(changed(dice, dice.choice(QUESTIONS))), lambda one: answer_lines(catalog, [one])
        ),
        Parser("trial", lambda: flipped(dice, trial_file), read_trial),
        Parser("tasks, CSV", lambda: flipped(dice, TASKS), lambda content: read_tasks(content, "a.csv")),
        Parser("tasks, JSONL", lambda: as_json(changed(dice, task)), lambda content: read_tasks(content, "a.jsonl")),
        Parser("server's error", lambda: flipped(dice, b'{"error": {"message": "no"}}'), said_of),
    )


def as_json(value: object) -> bytes:
    """What a stranger can write down of it: JSON, NaN among it, or bytes that are none."""
    try:
        return json.dumps(value, default=repr).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return b"{"


def changed(dice: random.Random, value: object) -> object:
    """A copy with a few values, keys or entries swapped, dropped or doubled; rarely something else altogether."""
    if dice.random() < 0.01:
        return copy.deepcopy(dice.choice(STRANGE))
    whole = copy.deepcopy(value)
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        _change(dice, whole, DEPTH)
    return whole


def _change(dice: random.Random, value: object, depth: int) -> None:
    if not isinstance(value, dict | list) or not value:
        return
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    place: Any = dice.choice(keys)
    holder = cast("Any", value)
    if depth and dice.random() < 0.7 and isinstance(holder[place], dict | list):
        return _change(dice, holder[place], depth - 1)
    match dice.randrange(5):
        case 0:
            del holder[place]
        case 1 if isinstance(value, dict):
            holder[f"{place}s"] = holder.pop(place)
        case 2 if isinstance(value, list):
            value.extend(copy.deepcopy(value[:50]))
        case _:
            holder[place] = copy.deepcopy(dice.choice(STRANGE))
    return None


def table(dice: random.Random, rows: list[dict[str, Any]]) -> bytes:
    """A parquet file with changed values or columns, then perhaps with changed bytes."""
    for row in rows if dice.random() < 0.5 else ():
        if dice.random() < 0.3:
            row[dice.choice(list(row))] = dice.choice((None, float("nan"), float("inf"), -1e300, 0.0))
    columns = {name: [row.get(name) for row in rows] for name in rows[0] if dice.random() < 0.98}
    name = dice.choice(list(columns))
    if dice.random() < 0.3:
        columns[name] = [dice.choice(("x" * 5000, "", [1], {"a": 1}, b"\xff", True, 2**62, DAY))] * len(rows)
    body = io.BytesIO()
    try:
        pyarrow.parquet.write_table(pyarrow.table(columns), body, compression=dice.choice(("snappy", "zstd", "none")))
    except pyarrow.ArrowException:  # values of several kinds cannot be written down
        return b"PAR1"
    return body.getvalue() if dice.random() < 0.3 else flipped(dice, body.getvalue())


def flipped(dice: random.Random, data: bytes) -> bytes:
    """Bytes swapped, cut, moved and invented."""
    for _ in range(dice.choice((0, 1, 1, 2, 5))):
        at = dice.randrange(len(data) or 1)
        match dice.randrange(4):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + dice.randbytes(1) + data[at + 1 :]
            case 2:
                data = data[:at] + dice.randbytes(8) + data[at:]
            case _:
                data = data[: at // 2] + data[at:]
    return data


def words(dice: random.Random, text: str) -> str:
    """The same as text: signs swapped, cut and invented."""
    return flipped(dice, text.encode()).decode("latin-1")
