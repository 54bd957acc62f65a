"""Tables of the interface, drawn from columns through Arrow."""

from typing import Any

import pyarrow  # pyright: ignore[reportMissingTypeStubs] - it has none
import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core.phone.phone_rows import PhoneRows, phone_rows

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
    on_phone: PhoneRows | None = None,
    own_rows: bool = False,
    **more: Any,
) -> Any:
    """One table; an empty cell reads as unknown, and `alt` says what the table holds.

    On a phone two-line rows stand in its place, worded by `on_phone` where it is given; without it a table whose cells
    are selected stays. `own_rows`: the page draws a narrow form itself, and no other is sent.
    """
    table = _arrow.table({name: _narrow(cells) for name, cells in columns.items()})
    kinds = {_arrow.float32(), _arrow.int32()}
    numbers = [name for name, column in zip(columns, table.columns, strict=True) if column.type in kinds]
    config = dict.fromkeys(numbers, _LOCALIZED) | (config or {})
    if on_phone or not (own_rows or "on_select" in more):
        st.html(phone_rows(columns, config, alt, say, on_phone or PhoneRows()))
    height = 38 + 35 * min(max(table.num_rows, 1), rows_in_sight)
    return _streamlit.dataframe(
        table, hide_index=True, column_config=config, placeholder=say("how.unknown"), alt=alt, height=height, **more
    )


def _narrow(cells: list[Any]) -> Any:
    """An Arrow column of half the size: a table needs no more than the seven figures of 32 bits."""
    kinds: set[str] = {type(cell).__name__ for cell in cells if cell is not None}
    narrow = _arrow.float32() if "float" in kinds else _arrow.int32() if kinds == {"int"} else None
    return _arrow.array(cells, type=narrow)
