"""OpenEvals' table: the official benchmarks side by side in one file, for when the leaderboards cannot be read.

https://huggingface.co/datasets/OpenEvals/leaderboard-data (MIT). Its `aggregate_score` averages benchmarks with
different coverage and is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from llmselect.catalog.standings import Use
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards import parquet
from llmselect.hub.leaderboards.benchmarks import KNOWN, KnownBenchmark
from llmselect.hub.leaderboards.rows import Row, lines, number_or_none, today, words
from llmselect.hub.leaderboards.score_units import check_unit, score_of
from llmselect.hub.leaderboards.snapshot import Board, BoardLine, BoardTable, Unit
from llmselect.hub.leaderboards.source import Source, SourceReading
from llmselect.text import Text

if TYPE_CHECKING:
    from llmselect.hub.http.client import Hub

REPOSITORY = "OpenEvals/leaderboard-data"
FILE = f"/datasets/{REPOSITORY}/resolve/main/data/train-00000-of-00001.parquet"
PAGE = f"https://huggingface.co/datasets/{REPOSITORY}"
ATTRIBUTION = "OpenEvals (Hugging Face), leaderboard data, MIT"
NEEDED = ("model_id",)
WANTED = ("provider", "model_type", "parameters_billions", "license")
COLUMNS: Final[dict[str, tuple[str, KnownBenchmark]]] = {
    "mmluPro_score": ("mmlu-pro", KNOWN["TIGER-Lab/MMLU-Pro"]),
    "gpqa_score": ("gpqa", KNOWN["Idavidrein/gpqa"]),
    "sweVerified_score": ("swe-bench-verified", KNOWN["SWE-bench/SWE-bench_Verified"]),
    "hle_score": ("hle", KNOWN["cais/hle"]),
    "aime2026_score": ("aime-2026", KNOWN["MathArena/aime_2026"]),
    "terminalBench_score": ("terminal-bench-2.0", KNOWN["harborframework/terminal-bench-2.0"]),
    "swePro_score": ("swe-bench-pro", KNOWN["ScaleAI/SWE-bench_Pro"]),
    "hmmt2026_score": ("hmmt-2026", KNOWN["MathArena/hmmt_feb_2026"]),
    "gsm8k_score": ("gsm8k", KNOWN["openai/gsm8k"]),
    "evasionBench_score": (
        "evasionbench",
        KnownBenchmark(Text("EvasionBench, evasive answers", "EvasionBench, réponses évasives"), (Use.REASONING,)),
    ),
}
"""Columns that are shown; olmOcr_score is about documents."""


def board(column: str) -> Board:
    """The board of a column."""
    name, known = COLUMNS[column]
    label = Text(f"{known.label.en} (OpenEvals)", f"{known.label.fr} (OpenEvals)")
    return Board(
        id=f"openevals/{name}",
        source="openevals",
        label=label,
        uses=known.uses,
        unit=Unit.PERCENT,
        url=PAGE,
        attribution=ATTRIBUTION,
        licence="MIT",
        benchmark=known.benchmark,
    )


def parse(body: bytes) -> tuple[BoardTable, ...]:
    """A table for each column that holds scores; raises HubFault."""
    rows = parquet.rows(body, NEEDED, (*WANTED, *COLUMNS), REPOSITORY)
    for column in COLUMNS:
        check_unit(rows, column, Unit.PERCENT, REPOSITORY)
    columns = ((column, lines(rows, lambda row, column=column: _line(row, column))) for column in COLUMNS)
    tables = [BoardTable(board=board(column), day=today(), lines=each) for column, each in columns if each]
    if not tables:
        raise HubFault(FaultKind.BAD_DATA, subject=REPOSITORY)
    return tuple(tables)


def read(hub: Hub) -> SourceReading:
    """The table of the day: one file."""
    return SourceReading(parse(hub.get_bytes(FILE).body))


def _line(row: Row, column: str) -> BoardLine:
    billions = number_or_none(row.get("parameters_billions"))
    kind = words(row.get("model_type")).casefold()
    return BoardLine(
        name=words(row["model_id"], 200),
        score=score_of(row, column, Unit.PERCENT),
        rank=1,
        organisation=words(row.get("provider"), 80),
        licence=words(row.get("license"), 80),
        open=True if kind == "open" else False if kind in ("closed", "proprietary") else None,
        parameters=round(billions * 1e9) if billions and billions > 0 else None,
    )


SOURCE: Final = Source(
    id="openevals",
    name=Text("OpenEvals, table of official benchmarks", "OpenEvals, tableau des bancs d’essai officiels"),
    url=PAGE,
    attribution=ATTRIBUTION,
    licence="MIT",
    read=read,
    score_field="score",
    most=3,
    stands_in_for="official",
)
