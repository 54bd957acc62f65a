"""Read every live source once, on the real Hub, and name each field that changed: `python -m scripts.check_live`.

Exit code 0: every source answers as this project reads it; 1: one does not, and the lines say which field of which.
HF_TOKEN is used where it is set; HF_ENDPOINT names another Hub, such as the stand-in of the tests.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from llmselect.catalog.load import load
from llmselect.hub import popularity, search
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import HubFault
from llmselect.hub.leaderboards import arena, official, openevals, parquet
from llmselect.hub.repository.parameters import MOST_BYTES as INDEX_BYTES
from llmselect.hub.repository.parameters import NAME as INDEX
from llmselect.hub.repository.read_repository import read_repository
from llmselect.hub.served_speeds import router
from scripts.live_fields import Kind, LiveField, changed_fields

MODEL: Final = "Qwen/Qwen3-8B"
GGUF: Final = "unsloth/Qwen3-8B-GGUF"
RATINGS: Final = (500.0, 3000.0)
"""Between these lie ratings; a board that counts otherwise has changed its unit."""
LEADERBOARDS: Final = 3
MODEL_FIELDS: Final = (
    *(LiveField(name, Kind.WORDS) for name in ("id", "sha", "pipeline_tag", "library_name", "createdAt")),
    *(LiveField(name, Kind.WORDS) for name in ("lastModified", "tags[]", "siblings[].rfilename", "config.model_type")),
    LiveField("gated", Kind.GATE),
    LiveField("private", Kind.TRUTH),
    LiveField("downloads", Kind.COUNT),
    LiveField("siblings[].size", Kind.COUNT),
    LiveField("siblings[].lfs.size", Kind.COUNT),
    LiveField("safetensors.total", Kind.COUNT),
    LiveField("safetensors.parameters.*", Kind.COUNT),
    LiveField("cardData.license", Kind.WORDS),
)
GGUF_FIELDS: Final = (
    LiveField("gguf.total", Kind.COUNT),
    LiveField("gguf.architecture", Kind.WORDS),
    LiveField("gguf.context_length", Kind.COUNT),
)
INDEX_FIELDS: Final = (
    LiveField("headers.*.*.dtype", Kind.WORDS),
    LiveField("headers.*.*.shape[]", Kind.COUNT),
)
SEARCH_FIELDS: Final = (
    *(LiveField(f"[].{name}", Kind.WORDS) for name in ("id", "createdAt", "lastModified", "pipeline_tag", "tags[]")),
    LiveField("[].gated", Kind.GATE),
    *(LiveField(f"[].{name}", Kind.COUNT) for name in ("downloads", "likes")),
    LiveField("[].trendingScore", Kind.NUMBER),
)
POPULARITY_FIELDS: Final = (
    *(LiveField(name, Kind.COUNT) for name in ("downloads", "downloadsAllTime", "likes")),
    LiveField("trendingScore", Kind.NUMBER),
    LiveField("lastModified", Kind.WORDS),
    LiveField("gated", Kind.GATE),
)
BENCHMARK_FIELDS: Final = (
    LiveField("[].id", Kind.WORDS),
    LiveField("[].downloads", Kind.COUNT),
    LiveField("[].cardData.pretty_name", Kind.WORDS),
)
LEADERBOARD_FIELDS: Final = (
    LiveField("[].modelId", Kind.WORDS),
    LiveField("[].value", Kind.NUMBER),
    LiveField("[].verified", Kind.TRUTH),
    *(LiveField(f"[].{name}", Kind.WORDS) for name in ("source.url", "source.name", "author.name")),
)
ROUTER_FIELDS: Final = (
    LiveField("data[].id", Kind.WORDS),
    *(LiveField(f"data[].providers[].{name}", Kind.WORDS) for name in ("provider", "status")),
    *(LiveField(f"data[].providers[].{name}", Kind.NUMBER) for name in ("throughput", "first_token_latency_ms")),
    *(LiveField(f"data[].providers[].pricing.{name}", Kind.NUMBER) for name in ("input", "output")),
    LiveField("data[].providers[].context_length", Kind.COUNT),
)


class LiveCheck(NamedTuple):
    """One source: its name, and what asks it and yields a sentence for each change."""

    name: str
    changes: Callable[[], Iterable[str]]


def check_model() -> Iterator[str]:
    yield from changed_fields(Hub().get_json(f"/api/models/{MODEL}", {"blobs": "true"}), MODEL_FIELDS)
    yield from _gaps(MODEL)


def check_gguf() -> Iterator[str]:
    yield from changed_fields(Hub().get_json(f"/api/models/{GGUF}", {"blobs": "true"}), GGUF_FIELDS)
    yield from _gaps(GGUF)


def _gaps(repository: str) -> Iterator[str]:
    found = read_repository(repository, load())
    yield from (f"{repository}: {gap.en}" for gap in found.gaps)
    if found.model.architecture is None:
        yield f"{repository}: its architecture cannot be read"


def check_index() -> Iterator[str]:
    answer = Hub().get_json(f"/api/models/{MODEL}/safetensors-metadata/{INDEX}", cap=INDEX_BYTES)
    yield from changed_fields(answer, INDEX_FIELDS)


def check_search() -> Iterator[str]:
    question = {"pipeline_tag": "text-generation", "sort": "downloads", "limit": 50, "expand": search.EXPAND}
    yield from changed_fields(Hub().get_json("/api/models", question), SEARCH_FIELDS)


def check_popularity() -> Iterator[str]:
    answer = Hub().get_json(f"/api/models/{MODEL}", {"expand": popularity.EXPAND})
    yield from changed_fields(answer, POPULARITY_FIELDS)


def check_arena() -> Iterator[str]:
    body = Hub().get_bytes(arena.FILE).body
    yield from _columns(body, (*arena.NEEDED, *arena.WANTED), arena.REPOSITORY)
    tables = arena.parse(body)
    read = {table.board.id for table in tables}
    yield from (f"category `{name}` is missing" for name in arena.CATEGORIES if arena.board(name).id not in read)
    for table in tables:
        if not all(RATINGS[0] <= line.score <= RATINGS[1] for line in table.lines):
            yield f"column `rating` of {table.board.id} is no rating between {RATINGS[0]:g} and {RATINGS[1]:g}"


def check_openevals() -> Iterator[str]:
    body = Hub().get_bytes(openevals.FILE).body
    yield from _columns(body, (*openevals.NEEDED, *openevals.WANTED, *openevals.COLUMNS), openevals.REPOSITORY)
    openevals.parse(body)


def _columns(body: bytes, columns: tuple[str, ...], about: str) -> Iterator[str]:
    there = parquet.column_names(body, about)
    yield from (f"column `{name}` is missing" for name in columns if name not in there)


def check_official() -> Iterator[str]:
    """The listing of benchmarks, then the rows of the first few together: a row need not have every field."""
    answer = Hub().get_json("/api/datasets", official.QUESTION)
    yield from changed_fields(answer, BENCHMARK_FIELDS)
    rows: list[object] = []
    for benchmark in official.chosen(official.discovered(answer))[:LEADERBOARDS]:
        told = Hub().get_json(f"/api/datasets/{benchmark.dataset}/leaderboard", cap=official.CAP)
        if not isinstance(told, list):
            yield f"the leaderboard of {benchmark.dataset} is no list"
            continue
        rows += told
    yield from changed_fields(rows, LEADERBOARD_FIELDS)


def check_router() -> Iterator[str]:
    yield from changed_fields(Hub().get(router.ADDRESS, cap=router.LARGEST_BYTES).json(), ROUTER_FIELDS)
    router.read_router(Hub())


CHECKS: Final = (
    LiveCheck("model repository", check_model),
    LiveCheck("GGUF repository", check_gguf),
    LiveCheck("index of safetensors", check_index),
    LiveCheck("search", check_search),
    LiveCheck("popularity", check_popularity),
    LiveCheck("LMArena", check_arena),
    LiveCheck("official benchmarks", check_official),
    LiveCheck("OpenEvals", check_openevals),
    LiveCheck("router of providers", check_router),
)


def main() -> int:
    changes = 0
    for check in CHECKS:
        found = list(changes_of(check))
        changes += len(found)
        print(f"{check.name}: {'CHANGED' if found else 'as expected'}", flush=True)
        for sentence in found:
            print(f"  {sentence}", flush=True)
    return 1 if changes else 0


def changes_of(check: LiveCheck) -> Iterator[str]:
    """The changes of one source; a fault of the Hub ends it and is one of them, and takes no other source with it."""
    try:
        yield from check.changes()
    except HubFault as fault:
        yield f"cannot be read: {fault}"


if __name__ == "__main__":
    sys.exit(main())
