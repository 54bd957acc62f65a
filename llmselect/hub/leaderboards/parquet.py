"""Parquet tables from bytes in memory: chosen columns, bounded, never a file and never anything executable.

A file tells how many bytes its columns take as they are encoded. A column whose 50,000 rows point at one long text is
tiny by that count and gigabytes once decoded, so rows are decoded a few at a time and counted as they come, and texts
are kept as a dictionary until they are measured. Delta-encoded texts have none and are refused.
"""

import importlib
import io
from collections.abc import Iterator, Sequence
from typing import Any, cast

from llmselect.hub.http.hub_faults import FaultKind, HubFault

MOST_ROWS = 50_000
MOST_BYTES = 64 * 10**6
"""Encoded, as the file says, and decoded, as it is counted: some fifty times LMArena's table."""
MOST_CELL_BYTES = 4096
"""Of one text; names and notes have a few hundred."""
BATCH_ROWS = 500


def rows(body: bytes, needed: Sequence[str], wanted: Sequence[str], about: str) -> list[dict[str, Any]]:
    """Rows as dictionaries of the needed columns and those of the wanted ones that are there.

    Raises HubFault (BAD_DATA) when the file is broken, a needed column is missing or a text is longer than
    MOST_CELL_BYTES, TOO_LARGE beyond the other bounds.
    """
    arrow, parquet = _arrow()
    try:
        metadata = parquet.read_metadata(io.BytesIO(body))
        _bounded(metadata, about)
        columns, texts = _columns(arrow, metadata.schema.to_arrow_schema(), needed, wanted, about)
        with parquet.ParquetFile(io.BytesIO(body), metadata=metadata, read_dictionary=texts) as file:
            batches = file.iter_batches(batch_size=BATCH_ROWS, columns=columns, use_threads=False)
            return [row for batch in _counted(arrow, batches, about) for row in batch.to_pylist()]
    except (arrow.ArrowException, OSError, ValueError, TypeError, OverflowError, KeyError) as fault:
        raise HubFault(FaultKind.BAD_DATA, subject=about) from fault


def column_names(body: bytes, about: str) -> frozenset[str]:
    """Names of the columns that the file says it has; raises HubFault (BAD_DATA) where it is none."""
    arrow, parquet = _arrow()
    try:
        return frozenset(parquet.read_metadata(io.BytesIO(body)).schema.to_arrow_schema().names)
    except (arrow.ArrowException, OSError, ValueError) as fault:
        raise HubFault(FaultKind.BAD_DATA, subject=about) from fault


def _arrow() -> tuple[Any, Any]:
    """pyarrow, which has no types; loaded when it is first needed, since copies are shown without it."""
    import pyarrow  # pyright: ignore[reportMissingTypeStubs]
    import pyarrow.parquet  # pyright: ignore[reportMissingTypeStubs]

    importlib.import_module("pyarrow.compute")
    return cast("Any", pyarrow), cast("Any", pyarrow.parquet)


def _bounded(metadata: Any, about: str) -> None:
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if metadata.num_rows > MOST_ROWS or unpacked > MOST_BYTES:
        raise _too_large(about)


def _columns(
    arrow: Any, schema: Any, needed: Sequence[str], wanted: Sequence[str], about: str
) -> tuple[list[str], list[str]]:
    """The columns to read, and those among them that hold texts; a column of lists or records counts as missing."""
    flat = {field.name: field.type for field in schema if not arrow.types.is_nested(field.type)}
    if not flat.keys() >= set(needed):
        raise HubFault(FaultKind.BAD_DATA, subject=about)
    columns = [name for name in (*needed, *wanted) if name in flat]
    return columns, [name for name in columns if _is_text(arrow, flat[name])]


def _is_text(arrow: Any, kind: Any) -> bool:
    kinds = arrow.types
    return bool(kinds.is_string(kind) or kinds.is_large_string(kind) or kinds.is_binary(kind))


def _counted(arrow: Any, batches: Any, about: str) -> Iterator[Any]:
    """The batches with their texts written out, as long as texts, rows and bytes stay within bounds."""
    row_count = byte_count = 0
    for batch in batches:
        columns = [_written_out(arrow, column, about) for column in batch.columns]
        row_count += batch.num_rows
        byte_count += sum(column.nbytes for column in columns)
        if row_count > MOST_ROWS or byte_count > MOST_BYTES:
            raise _too_large(about)
        yield arrow.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _written_out(arrow: Any, column: Any, about: str) -> Any:
    """A column without its dictionary, whose texts are measured first: each may stand in every row."""
    has_dictionary = arrow.types.is_dictionary(column.type)
    values = column.dictionary if has_dictionary else column
    if _is_text(arrow, values.type):
        longest = arrow.compute.max(arrow.compute.binary_length(values)).as_py()
        if longest is not None and longest > MOST_CELL_BYTES:
            raise HubFault(FaultKind.BAD_DATA, subject=about)
    return column.dictionary_decode() if has_dictionary else column


def _too_large(about: str) -> HubFault:
    return HubFault(FaultKind.TOO_LARGE, subject=about, limit=MOST_BYTES // 10**6)
