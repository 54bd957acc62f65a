"""What a killed process left half written is cleared before the next file is written; living writers are left alone."""

import os
import subprocess
import sys
import time

import pytest

from llmselect.hub import kept_file
from llmselect.hub.part_files import begin_part, clear_leftovers


@pytest.fixture
def killed(tmp_path):
    """A process that was killed while it wrote in the place of catalog.json."""
    path = tmp_path / "catalog.json"
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom llmselect.hub.part_files import begin_part\n"
        "handle, _ = begin_part(Path(sys.argv[1]))\nos.write(handle, b'half')\nos.abort()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True)
    assert ended.returncode != 0
    assert [file.read_bytes() for file in tmp_path.glob(".catalog.json.*.new")] == [b"half"]
    return path


def leftovers(path):
    return sorted(file.name for file in path.parent.glob(f".{path.name}.*"))


def test_what_a_killed_process_left_is_cleared_before_the_next_is_begun(killed):
    handle, part = begin_part(killed)
    os.close(handle)
    assert leftovers(killed) == [part.name]


def test_what_a_living_process_is_writing_is_left_alone(tmp_path):
    path = tmp_path / "catalog.json"
    handles = [begin_part(path) for _ in range(3)]
    for handle, _ in handles:
        os.close(handle)
    assert len(leftovers(path)) == 3


def test_a_leftover_of_an_hour_or_of_a_younger_process_is_cleared_whatever_its_number(tmp_path):
    path = tmp_path / "catalog.json"
    handle, part = begin_part(path)
    os.close(handle)
    before = time.time() - 7200
    os.utime(part, (before, before))
    clear_leftovers(path)
    assert leftovers(path) == []


@pytest.mark.parametrize("name", [".catalog.json.abc123.new", ".catalog.json.4194304999.abc.new"])
def test_a_name_without_a_living_process_is_a_leftover(tmp_path, name):
    (tmp_path / name).write_bytes(b"half")
    clear_leftovers(tmp_path / "catalog.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["catalog.json", "catalog.new", ".catalog.json.new", ".other.json.abc.new", "my.new"])
def test_other_files_are_never_touched(tmp_path, name):
    (tmp_path / name).write_bytes(b"kept")
    clear_leftovers(tmp_path / "catalog.json")
    assert (tmp_path / name).read_bytes() == b"kept"


def test_copies_in_the_cache_clear_what_was_left_there_too(tmp_path, monkeypatch):
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    kept_file.write_kept("boards", "one.json", b"1")
    (tmp_path / "boards" / ".one.json.abc.new").write_bytes(b"half")
    kept_file.write_kept("boards", "one.json", b"2")
    assert [(file.name, file.read_bytes()) for file in (tmp_path / "boards").iterdir()] == [("one.json", b"2")]
