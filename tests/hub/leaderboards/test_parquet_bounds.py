"""A small parquet file cannot take much memory: decoded bytes are counted while reading, and cells are bounded."""

import io
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet
import pytest

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards import arena
from llmselect.hub.leaderboards import parquet as reading
from tests.hub.boards import arena_rows, parquet

ROWS = 50_000
MOST_GROWTH_MB = 150


def one_text_in_every_row(length: int, **how) -> bytes:
    """Rows that point at one text: a few kB as a file."""
    text = pa.DictionaryArray.from_arrays(pa.array([0] * ROWS, pa.int32()), pa.array(["x" * length]))
    table = pa.table({"model_name": text} | dict.fromkeys(arena.NEEDED[1:], text))
    body = io.BytesIO()
    pyarrow.parquet.write_table(table, body, store_schema=False, **how)
    return body.getvalue()


def kind_of(body: bytes) -> FaultKind:
    with pytest.raises(HubFault) as raised:
        arena.parse(body)
    return raised.value.kind


@pytest.mark.parametrize("length", [1000, reading.MOST_CELL_BYTES])
def test_decoded_bytes_are_counted_while_reading(length) -> None:
    body = one_text_in_every_row(length)
    assert len(body) < 200_000
    assert kind_of(body) is FaultKind.TOO_LARGE


def test_a_text_longer_than_any_name_is_refused() -> None:
    assert kind_of(one_text_in_every_row(reading.MOST_CELL_BYTES + 1)) is FaultKind.BAD_DATA


def test_texts_that_share_their_beginnings_are_refused() -> None:
    """Delta encoding writes a text as the length that it shares with the one before; the Hub's tables do not use it."""
    table = pa.table({name: ["x" * 4000] * ROWS for name in arena.NEEDED})
    body = io.BytesIO()
    how = {"use_dictionary": False, "column_encoding": dict.fromkeys(arena.NEEDED, "DELTA_BYTE_ARRAY")}
    pyarrow.parquet.write_table(table, body, **how)
    assert len(body.getvalue()) < 10**6
    assert kind_of(body.getvalue()) is FaultKind.BAD_DATA


def test_lists_in_place_of_texts_are_refused_before_they_are_read() -> None:
    rows = [row | {"model_name": [row["model_name"]]} for row in arena_rows()]
    assert kind_of(parquet(rows)) is FaultKind.BAD_DATA


@pytest.mark.parametrize("length", [4000, 20_000, 200_000])
def test_memory_stays_small_whatever_one_text_in_every_row_holds(tmp_path, length) -> None:
    """In a process of its own: what earlier tests took hides what this file takes."""
    file = tmp_path / "table.parquet"
    file.write_bytes(one_text_in_every_row(length))
    program = (
        "import resource, sys\nfrom pathlib import Path\nimport pyarrow.parquet, pyarrow.compute\n"
        "from llmselect.hub.leaderboards import arena\nfrom llmselect.hub.http.hub_faults import HubFault\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    arena.parse(Path(sys.argv[1]).read_bytes())\nexcept HubFault:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    told = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(told.stdout) * unit < MOST_GROWTH_MB * 10**6
