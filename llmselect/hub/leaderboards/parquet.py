"""Parquet tables from bytes in memory: chosen columns, bounded, never a file and never anything executable."""

import io
from collections.abc import Sequence
from typing import Any, cast

from llmselect.hub.http.hub_faults import FaultKind, HubFault

MOST_ROWS = 50_000
MOST_BYTES = 200 * 10**6
"""Unpacked: a small file can swell a thousandfold."""


def rows(body: bytes, needed: Sequence[str], wanted: Sequence[str], about: str) -> list[dict[str, Any]]:
    """Rows as dictionaries of the needed columns and those of the wanted ones that are there.

    Raises HubFault (BAD_DATA) when the file is broken or a needed column is missing, TOO_LARGE beyond the bounds.
    """
    arrow, parquet = _arrow()
    try:
        with parquet.ParquetFile(io.BytesIO(body)) as file:
            _bounded(file.metadata, about)
            there = set(file.schema_arrow.names)
            if not there.issuperset(needed):
                raise HubFault(FaultKind.BAD_DATA, subject=about)
            columns = [name for name in (*needed, *wanted) if name in there]
            return file.read(columns=columns, use_threads=False).to_pylist()
    except (arrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as fault:
        raise HubFault(FaultKind.BAD_DATA, subject=about) from fault


def _arrow() -> tuple[Any, Any]:
    """pyarrow, which has no types; loaded when it is first needed, since copies are shown without it."""
    import pyarrow  # pyright: ignore[reportMissingTypeStubs]
    import pyarrow.parquet  # pyright: ignore[reportMissingTypeStubs]

    return cast("Any", pyarrow), cast("Any", pyarrow.parquet)


def _bounded(metadata: Any, about: str) -> None:
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if metadata.num_rows > MOST_ROWS or unpacked > MOST_BYTES:
        raise HubFault(FaultKind.TOO_LARGE, subject=about, limit=MOST_BYTES // 10**6)
