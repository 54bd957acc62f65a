"""The Hub's official benchmark leaderboards: discovered at each reading, read raw and row by row, never averaged.

Scores are published by the makers or copied from model cards by pull request; few are verified, and settings differ.
https://huggingface.co/docs/hub/en/eval-results
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards.benchmarks import BY_NAME, NOT_LANGUAGE
from llmselect.hub.leaderboards.rows import Row, count_or_none, lines, link_or_none, number, today, words
from llmselect.hub.leaderboards.snapshot import Board, BoardLine, BoardTable, Unit
from llmselect.hub.leaderboards.source import Source, SourceReading
from llmselect.text import Text

if TYPE_CHECKING:
    from llmselect.hub.http.client import Hub

PAGE = "https://huggingface.co/datasets?benchmark=benchmark:official"
ATTRIBUTION = "Hugging Face Hub, official benchmarks; each score by the author that its line names"
LICENCE = "each benchmark’s own"
MOST_DISCOVERED = 200
QUESTION: Final = {
    "filter": "benchmark:official",
    "limit": MOST_DISCOVERED,
    "expand": ["cardData", "downloads"],  # the whole answer would list every file
}
MOST_READ = 8
MOST_IN_VAIN = 3
"""Leaderboards that fail before any was read; then the requests are kept for the table that stands in."""
CAP = 4 * 10**6
NOTHING_MORE = (
    FaultKind.OFFLINE,
    FaultKind.RATE_LIMITED,
    FaultKind.UNREACHABLE,
    FaultKind.TIMEOUT,
    FaultKind.TOO_MANY_HOPS,
    FaultKind.BAD_ENDPOINT,
)
"""After these, asking for the next board would end the same way."""
DATASET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}/[A-Za-z0-9][A-Za-z0-9._-]{0,50}", re.ASCII)
Json = dict[str, Any]


class ListedBenchmark(NamedTuple):
    """An official benchmark that the Hub lists."""

    dataset: str
    name: str
    downloads: int


def read(hub: Hub) -> SourceReading:
    """Discover the benchmarks, and read the first few that are known to be about language models."""
    benchmarks = chosen(discovered(hub.get_json("/api/datasets", QUESTION)))
    tables: list[BoardTable] = []
    faults: dict[str, HubFault] = {}
    stop: HubFault | None = None
    for at, benchmark in enumerate(benchmarks):
        about = board(benchmark)
        if at >= MOST_READ or hub.left < 1:
            tables.append(BoardTable(board=about, day=today(), lines=()))  # named with its link, for want of requests
        elif stop:
            faults[about.id] = stop
        else:
            try:
                tables.append(parse(hub.get_json(f"/api/datasets/{benchmark.dataset}/leaderboard", cap=CAP), about))
            except HubFault as fault:
                faults[about.id] = fault
                hopeless = len(faults) >= MOST_IN_VAIN and not any(table.lines for table in tables)
                stop = fault if hopeless or fault.kind in NOTHING_MORE else None
    if not any(table.lines for table in tables):
        raise next(iter(faults.values()), HubFault(FaultKind.BAD_DATA, subject="huggingface.co"))
    return SourceReading(tuple(tables), faults)


def discovered(answer: object) -> list[ListedBenchmark]:
    """The benchmarks of a listing; raises HubFault when it is none."""
    if not isinstance(answer, list):
        raise HubFault(FaultKind.BAD_DATA, subject="huggingface.co")
    benchmarks: list[ListedBenchmark] = []
    for entry in cast("list[object]", answer)[:MOST_DISCOVERED]:
        each = cast("Json", entry) if isinstance(entry, dict) else {}
        name, card = each.get("id"), each.get("cardData")
        if isinstance(name, str) and DATASET.fullmatch(name):
            pretty = words(cast("Json", card).get("pretty_name"), 80) if isinstance(card, dict) else ""
            benchmarks.append(
                ListedBenchmark(name, pretty or name.split("/")[1], count_or_none(each.get("downloads")) or 0)
            )
    return benchmarks


def chosen(benchmarks: list[ListedBenchmark]) -> list[ListedBenchmark]:
    """Those about language models: the known ones in their order, then the others, most downloaded first."""
    order = {name: at for at, name in enumerate(BY_NAME)}
    known = sorted(
        (benchmark for benchmark in benchmarks if benchmark.dataset.casefold() in order),
        key=lambda benchmark: order[benchmark.dataset.casefold()],
    )
    others = [
        benchmark
        for benchmark in benchmarks
        if benchmark.dataset.casefold() not in order and not NOT_LANGUAGE.search(benchmark.dataset)
    ]
    return known + sorted(others, key=lambda benchmark: (-benchmark.downloads, benchmark.dataset))


def board(benchmark: ListedBenchmark, higher_is_better: bool = True, unit: Unit = Unit.PERCENT) -> Board:
    """The board of a benchmark; of one that is not known here, its own name in both languages."""
    known = BY_NAME.get(benchmark.dataset.casefold())
    return Board(
        id=f"hub/{benchmark.dataset.casefold()}",
        source="official",
        label=known.label if known else Text(benchmark.name, benchmark.name),
        uses=known.uses if known else (),
        unit=unit,
        higher_is_better=higher_is_better,
        url=f"https://huggingface.co/datasets/{benchmark.dataset}",
        attribution=ATTRIBUTION,
        licence=LICENCE,
        benchmark=known.benchmark if known else None,
        other=known is None,
    )


def parse(answer: object, about: Board) -> BoardTable:
    """The table of one leaderboard; raises HubFault when the answer is none."""
    if not isinstance(answer, list):
        raise HubFault(FaultKind.BAD_DATA, subject=about.url.removeprefix("https://huggingface.co/datasets/"))
    objects = [cast("Json", row) for row in cast("list[object]", answer) if isinstance(row, dict)]
    higher = not any(row.get("lower_is_better") is True for row in objects)
    ranked = lines(objects, line, higher)
    if answer and not ranked:
        raise HubFault(FaultKind.BAD_DATA, subject=about.url.removeprefix("https://huggingface.co/datasets/"))
    percent = any(ranked_line.score > 1 for ranked_line in ranked) and all(
        0 <= ranked_line.score <= 100 for ranked_line in ranked
    )
    measured = about.model_copy(update={"higher_is_better": higher, "unit": Unit.PERCENT if percent else Unit.OTHER})
    return BoardTable(board=measured, day=today(), lines=ranked)


def line(row: Row) -> BoardLine:
    """One row as the Hub writes it."""
    source, author = _object(row.get("source")), _object(row.get("author"))
    pull_request = count_or_none(row.get("pullRequest"))
    return BoardLine(
        name=_model(row["modelId"]),
        score=number(row["value"]),
        rank=1,
        organisation=words(author.get("name"), 80),
        open=True,
        settings=words(row.get("notes")),
        verified=row.get("verified") is True,
        pull_request=pull_request or None,
        link=link_or_none(source.get("url")),
        link_name=words(source.get("name"), 80),
    )


def _model(value: object) -> str:
    if not isinstance(value, str) or value.count("/") != 1:
        raise ValueError("not the id of a model")
    return words(value, 200)


def _object(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}


SOURCE: Final = Source(
    id="official",
    name=Text("Hugging Face, official benchmarks", "Hugging Face, bancs d’essai officiels"),
    url=PAGE,
    attribution=ATTRIBUTION,
    licence=LICENCE,
    read=read,
    score_field="value",
    most=1 + MOST_READ,
)
