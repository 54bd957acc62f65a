"""Write the dated copies of leaderboards that are part of the project, from the catalog's own standings.

    python -m scripts.bundle_boards

Nothing is added: each line is a standing of catalog.json with its day, and ranks are among the models of the catalog.
"""

from collections.abc import Iterable
from pathlib import Path

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.standings import Benchmark, Standing
from llmselect.hub.leaderboards import arena, cache_file
from llmselect.hub.leaderboards.rows import ranked
from llmselect.hub.leaderboards.snapshot import SCALES, Board, BoardLine, BoardTable
from llmselect.hub.leaderboards.sources import ARCHIVE, COMPARIA

FOLDER = Path(cache_file.__file__).parent / "bundled"
OLDER = ("lmarena-text-2025-08",)
"""Boards of which the catalog holds a later day."""
FEWEST_LINES = 5
"""A board with fewer ranks nothing."""


def source_of(benchmark: Benchmark) -> str:
    """Id of the source whose copy holds this benchmark."""
    if benchmark.id == "comparia":
        return COMPARIA.id
    if benchmark.id.startswith("open-llm-"):
        return ARCHIVE.id
    return "lmarena" if _category(benchmark) else "catalog"


def _category(benchmark: Benchmark) -> str | None:
    return next((name for name, told in arena.CATEGORIES.items() if told.benchmark == benchmark.id), None)


def board(benchmark: Benchmark) -> Board:
    """The board of a benchmark, under the id that a live reading gives it."""
    source, category = source_of(benchmark), _category(benchmark)
    if category:
        return arena.board(category).model_copy(update={"attribution": benchmark.attribution, "partial": True})
    return Board(
        id=f"{source}/{benchmark.id}" if source == "catalog" else benchmark.id,
        source=source,
        label=benchmark.name,
        uses=benchmark.uses,
        unit=SCALES[benchmark.scale],
        url=benchmark.url,
        attribution=benchmark.attribution,
        licence=benchmark.data_licence,
        benchmark=benchmark.id,
        archived=benchmark.archived,
        partial=True,
    )


def line(standing: Standing, catalog: Catalog) -> BoardLine:
    """A standing as a line; its rank is found among the others."""
    model, votes = catalog.models[standing.model], standing.metric.split(" ")
    return BoardLine(
        name=standing.name_in_source,
        score=standing.score,
        rank=1,
        low=standing.low,
        high=standing.high,
        votes=int(votes[0]) if len(votes) == 2 and votes[1] in ("votes", "matches") else None,
        organisation=model.publisher,
        open=bool(model.hub_repo or model.open_model),
        settings=", ".join(filter(None, (standing.variant, *_metric(standing)))),
        day=standing.date,
    )


def _metric(standing: Standing) -> tuple[str, ...]:
    counted = standing.metric.endswith((" votes", " matches"))
    return () if counted or not standing.metric else (standing.metric,)


def table(benchmark: Benchmark, standings: Iterable[Standing], catalog: Catalog) -> BoardTable:
    """The benchmark's standings as a board of the day of the latest."""
    lines = ranked(line(standing, catalog) for standing in standings)
    days = [one.day for one in lines if one.day]
    day = max(days)
    same = len(set(days)) == 1
    plain = tuple(one.model_copy(update={"day": None}) for one in lines) if same else lines
    return BoardTable(board=board(benchmark), day=day, lines=plain)


def main() -> None:
    """Write one file for each source."""
    catalog = load()
    files: dict[str, list[cache_file.Kept]] = {}
    for benchmark in catalog.file.benchmarks:
        standings = [one for one in catalog.file.standings if one.benchmark == benchmark.id]
        if benchmark.id not in OLDER and len(standings) >= FEWEST_LINES:
            found = table(benchmark, standings, catalog)
            files.setdefault(source_of(benchmark), []).append(cache_file.Kept(read_at=None, table=found))
    FOLDER.mkdir(exist_ok=True)
    order = [arena.board(name).id for name in arena.CATEGORIES]
    files["lmarena"].sort(key=lambda one: order.index(one.table.board.id))
    for source, kept in files.items():
        body = cache_file.encoded(source, tuple(kept)).replace(b'{"name":', b'\n{"name":')
        (FOLDER / f"{source}.json").write_bytes(body + b"\n")
        print(f"{source}: {len(kept)} boards, {sum(len(one.table.lines) for one in kept)} lines, {len(body)} bytes")


if __name__ == "__main__":
    main()
