"""Tables of the interface, drawn from columns through Arrow."""

from typing import Any

import pyarrow  # pyright: ignore[reportMissingTypeStubs] - it has none
import streamlit as st

from llmselect.text import Voice

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
