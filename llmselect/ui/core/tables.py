"""Tables of the interface as Arrow columns: the ranking, what was left out, standings, memory by quantization."""

from collections.abc import Sequence
from typing import Any

import pyarrow  # pyright: ignore[reportMissingTypeStubs] - it has none
import streamlit as st

from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.scoring.ranking.candidate import Estimate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.text import Voice
from llmselect.ui.core import formatting, labels
from llmselect.units import GIB

Columns = dict[str, list[Any]]
"""Name and cells of each column."""
_arrow: Any = pyarrow
_streamlit: Any = st  # its table types name libraries that have no stubs
MOST_ROWS = 25
ROWS_IN_SIGHT = 10


_LOCALIZED = st.column_config.NumberColumn(format="localized")


def draw_table(
    columns: Columns,
    alt: str,
    say: Voice,
    config: dict[str, Any] | None = None,
    rows_in_sight: int = ROWS_IN_SIGHT,
    **more: Any,
) -> Any:
    """One table; an empty cell reads as unknown, and `alt` says what the table holds."""
    table = _arrow.table({name: _narrow(cells) for name, cells in columns.items()})
    fractions = [name for name, column in zip(columns, table.columns, strict=True) if column.type == _arrow.float32()]
    config = dict.fromkeys(fractions, _LOCALIZED) | (config or {})
    height = 38 + 35 * min(max(table.num_rows, 1), rows_in_sight)
    return _streamlit.dataframe(
        table, hide_index=True, column_config=config, placeholder=say("how.unknown"), alt=alt, height=height, **more
    )


def _narrow(cells: list[Any]) -> Any:
    """An Arrow column of half the size: a table needs no more than the seven figures of 32 bits."""
    kinds: set[str] = {type(cell).__name__ for cell in cells if cell is not None}
    narrow = _arrow.float32() if "float" in kinds else _arrow.int32() if kinds == {"int"} else None
    return _arrow.array(cells, type=narrow)


def ranking(places: Sequence[Place], say: Voice) -> tuple[Columns, dict[str, Any]]:
    """One line a place: what it is, its score with the points behind it, and the facts behind those."""
    candidates = [place.candidate for place in places]
    score, cost = say("table.score"), say("table.cost")
    columns: Columns = {
        say("table.rank"): [place.rank for place in places],
        say("table.model"): [formatting.name(candidate, say) for candidate in candidates],
        score: [float(round(place.score)) for place in places],  # as the sentence above the table says it
        say("table.how"): [formatting.runtime_label(candidate, say) for candidate in candidates],
        say("table.quality"): [_whole(candidate.quality and candidate.quality.likely) for candidate in candidates],
        say("table.privacy"): [candidate.privacy_level for candidate in candidates],
        cost: [_rounded(candidate.cost_usd_per_1000_requests, 2) for candidate in candidates],
        say("table.speed"): [_likely(candidate.decode_tokens_per_s) for candidate in candidates],
        say("table.memory"): [formatting.memory(candidate, say) for candidate in candidates],
        **{_points(name, say): _column(places, i) for i, name in enumerate(CRITERIA.names) if _counts(places, i)},
        say("table.unknown"): [_unknown(place, say) for place in places],
    }
    config = {
        say("table.rank"): st.column_config.NumberColumn(width=50),
        say("table.model"): st.column_config.TextColumn(width=180),
        score: st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f", width=110),
        say("table.how"): st.column_config.TextColumn(width=210),
        cost: st.column_config.NumberColumn(format="dollar"),
    }
    return columns, config


def _unknown(place: Place, say: Voice) -> str:
    """Criteria of which nothing is known, and a quality that no public score stands behind."""
    named = [say(CRITERIA.named(name).label) for name in place.unknown]
    return ", ".join(named if place.candidate.scored else [*named, say("table.expected")]) or "–"


def _points(name: str, say: Voice) -> str:
    return say("table.points", criterion=say(CRITERIA.named(name).label))


def _counts(places: Sequence[Place], i: int) -> bool:
    """An optional criterion has a column only when it weighs something."""
    return not CRITERIA[i].optional or any(place.contributions[i].points != 0 for place in places)


def _column(places: Sequence[Place], i: int) -> list[int | None]:
    return [_whole(place.contributions[i].points) for place in places]


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _likely(estimate: Estimate | None) -> float | None:
    return None if estimate is None else round(estimate.likely, formatting.digits_for(estimate.likely))


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def memory(bars: Sequence[RunEstimate], say: Voice) -> Columns:
    """The figures behind the memory bars, in GiB, with the speed of each quantization."""

    def gib(size_bytes: float) -> float:
        return round(size_bytes / GIB, 2)

    listed = {say("from.size_from"): [say("from.listed" if bar.file else "from.computed") for bar in bars]}
    return {
        say("bars.quantization"): [bar.quantization.id for bar in bars],
        say("bars.verdict"): [say(labels.FITS[bar.fit]) for bar in bars],
        say("bars.kept"): [_kept(bar.quantization.quality_kept) for bar in bars],
        say("bars.total"): [gib(bar.total_bytes) for bar in bars],
        say("bars.weights"): [gib(bar.weights_bytes) for bar in bars],
        **(listed if any(bar.file for bar in bars) else {}),
        say("bars.kv"): [gib(bar.kv_cache_bytes) for bar in bars],
        say("bars.buffers"): [gib(bar.compute_buffer_bytes) for bar in bars],
        say("bars.runtime"): [gib(bar.runtime_bytes) for bar in bars],
        say("bars.host"): [gib(bar.host_bytes) for bar in bars],
        say("bars.speed"): [formatting.spread(bar.decode_tokens_per_s, "", say) for bar in bars],
        say("bars.ttft"): [formatting.spread(bar.ttft_s, "", say) for bar in bars],
    }


def _kept(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
