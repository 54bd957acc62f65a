"""LMArena: ratings from votes of people, with intervals, by category; one parquet file a day.

https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset (CC BY 4.0). Style control has been LMArena's own default
since May 2025. The `agent*` tables of the same repository are on another scale and are not read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from llmselect.catalog.standings import Use
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards import parquet
from llmselect.hub.leaderboards.rows import (
    Row,
    count_or_none,
    day_or_none,
    lines,
    number_or_none,
    words,
)
from llmselect.hub.leaderboards.score_units import check_unit, score_of
from llmselect.hub.leaderboards.snapshot import Board, BoardLine, BoardTable, Unit
from llmselect.hub.leaderboards.source import Source, SourceReading
from llmselect.text import Text

if TYPE_CHECKING:
    from llmselect.hub.http.client import Hub

REPOSITORY = "lmarena-ai/leaderboard-dataset"
FILE = f"/datasets/{REPOSITORY}/resolve/main/text_style_control/latest-00000-of-00001.parquet"
PAGE = f"https://huggingface.co/datasets/{REPOSITORY}"
ATTRIBUTION = "LMArena (Arena), leaderboard dataset, CC BY 4.0; names of models matched to this catalog by us"
LICENCE = "CC BY 4.0"
SCORE_FIELD = "rating"
NEEDED = ("model_name", SCORE_FIELD, "category", "leaderboard_publish_date")
WANTED = ("organization", "license", "rating_lower", "rating_upper", "vote_count")
CLOSED = ("proprietary", "closed")


class Category(NamedTuple):
    """A value of the column `category`, as a board."""

    benchmark: str | None
    """The catalog's benchmark for it."""
    label: Text
    use: Use


CATEGORIES: Final[dict[str, Category]] = {
    "overall": Category("lmarena-text", Text("LMArena, overall", "LMArena, classement général"), Use.GENERAL),
    "french": Category("lmarena-french", Text("LMArena, French", "LMArena, français"), Use.FRENCH),
    "coding": Category("lmarena-coding", Text("LMArena, coding", "LMArena, programmation"), Use.CODE),
    "math": Category("lmarena-math", Text("LMArena, mathematics", "LMArena, mathématiques"), Use.REASONING),
    "hard_prompts": Category("lmarena-hard", Text("LMArena, hard prompts", "LMArena, prompts difficiles"), Use.GENERAL),
    "instruction_following": Category(
        "lmarena-instructions", Text("LMArena, instruction following", "LMArena, respect des consignes"), Use.GENERAL
    ),
    "creative_writing": Category(
        "lmarena-creative-writing", Text("LMArena, creative writing", "LMArena, écriture créative"), Use.GENERAL
    ),
    "longer_query": Category(
        "lmarena-long-query", Text("LMArena, long prompts", "LMArena, prompts longs"), Use.DOCUMENTS
    ),
    "multi_turn": Category(
        "lmarena-multi-turn", Text("LMArena, long conversations", "LMArena, conversations longues"), Use.GENERAL
    ),
}
"""The categories that are shown; the column holds some thirty more (other languages, professions, subsets)."""


def board(category: str) -> Board:
    """The board of a category."""
    shown = CATEGORIES[category]
    return Board(
        id=f"lmarena-{category.replace('_', '-')}",
        source="lmarena",
        label=shown.label,
        uses=(shown.use,),
        unit=Unit.RATING,
        url=PAGE,
        attribution=ATTRIBUTION,
        licence=LICENCE,
        benchmark=shown.benchmark,
    )


def parse(body: bytes) -> tuple[BoardTable, ...]:
    """A table for each category that the file holds; raises HubFault."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in parquet.rows(body, NEEDED, WANTED, REPOSITORY):
        if isinstance(category := row.get("category"), str):
            groups[category.casefold().replace(" ", "_").replace("-", "_")].append(row)
    tables = [table for name in CATEGORIES if (table := _table(name, groups.get(name, [])))]
    if not tables:
        raise HubFault(FaultKind.BAD_DATA, subject=REPOSITORY)
    return tuple(tables)


def read(hub: Hub) -> SourceReading:
    """Today's tables: one file."""
    return SourceReading(parse(hub.get_bytes(FILE).body))


def _table(category: str, rows: list[Row]) -> BoardTable | None:
    days = [day for row in rows if (day := day_or_none(row.get("leaderboard_publish_date")))]
    if not days:
        return None
    day = max(days)
    latest = [row for row in rows if day_or_none(row.get("leaderboard_publish_date")) == day]
    check_unit(latest, SCORE_FIELD, Unit.RATING, REPOSITORY)
    ranked = lines(latest, _line)
    return BoardTable(board=board(category), day=day, lines=ranked) if ranked else None


def _line(row: Row) -> BoardLine:
    licence = words(row.get("license"))
    low, high = number_or_none(row.get("rating_lower")), number_or_none(row.get("rating_upper"))
    score = score_of(row, SCORE_FIELD, Unit.RATING)
    sound = low is not None and high is not None and low <= score <= high
    return BoardLine(
        name=words(row["model_name"], 200),
        score=score,
        rank=1,
        low=low if sound else None,
        high=high if sound else None,
        votes=count_or_none(row.get("vote_count")),
        organisation=words(row.get("organization")),
        licence=licence,
        open=licence.casefold() not in CLOSED if licence else None,
    )


SOURCE: Final = Source(
    id="lmarena",
    name=Text("LMArena", "LMArena"),
    url=PAGE,
    attribution=ATTRIBUTION,
    licence=LICENCE,
    read=read,
    score_field=SCORE_FIELD,
    most=3,
)
"""The file is at the end of one redirect, or two."""
