"""The log: one logger a module, switched on by a variable, silent about what visitors type."""

import logging
import os
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from llmselect import log
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.ui.store.background_reader import RepositoryReader
from tests.hub.stand_in import in_place_of_the_hub

SECRET = "Somebody/typed-this"


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch):
    """The level of the package is one of the whole process."""
    monkeypatch.delenv(log.VARIABLE, raising=False)
    package = logging.getLogger(log.PACKAGE)
    before = package.level
    yield
    package.setLevel(before)


@pytest.fixture
def hub(monkeypatch):
    stand_in = in_place_of_the_hub(monkeypatch)
    yield stand_in
    stand_in.close()


@pytest.mark.parametrize(
    ("variable", "default", "level"),
    [
        ("", "warning", logging.WARNING),
        ("", "info", logging.INFO),
        ("debug", "warning", logging.DEBUG),
        (" ERROR ", "info", logging.ERROR),
        ("loud", "info", logging.INFO),
        ("loud", "nonsense", logging.WARNING),
    ],
)
def test_the_variable_beats_the_level_around_and_nonsense_neither(monkeypatch, variable, default, level):
    monkeypatch.setenv(log.VARIABLE, variable)
    log.start(default)
    assert logging.getLogger(log.PACKAGE).level == level


@pytest.mark.parametrize(("variable", "level"), [("debug", logging.DEBUG), ("", logging.INFO)])
def test_the_app_takes_the_variable_else_the_level_of_streamlit(monkeypatch, variable, level):
    monkeypatch.setenv(log.VARIABLE, variable)
    logging.getLogger(log.PACKAGE).setLevel(logging.NOTSET)
    app = AppTest.from_file("../app.py", default_timeout=60).run()
    assert not app.exception
    assert logging.getLogger(log.PACKAGE).level == level


def test_the_command_line_writes_its_log_beside_the_answer():
    command = [sys.executable, "-m", "llmselect", "estimate", SECRET, "--live"]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", log.VARIABLE: "debug"}
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "INFO llmselect.hub.http.client" in answer.stderr
    assert "DEBUG llmselect.hub.http.client" in answer.stderr


@pytest.mark.parametrize(
    ("status", "kind", "level"),
    [
        (404, FaultKind.NOT_FOUND, logging.INFO),
        (403, FaultKind.FORBIDDEN, logging.INFO),
        (429, FaultKind.RATE_LIMITED, logging.WARNING),
        (500, FaultKind.HUB_ERROR, logging.WARNING),
    ],
)
def test_what_the_hub_refuses_is_logged_by_kind_and_status_without_the_name(hub, caplog, status, kind, level):
    hub.fail("/", status=status)
    with caplog.at_level(logging.DEBUG, log.PACKAGE), pytest.raises(HubFault):
        Hub().get_json(f"/api/models/{SECRET}")
    (line,) = [record for record in caplog.records if record.levelno > logging.DEBUG]
    assert (line.levelno, line.name) == (level, "llmselect.hub.http.client")
    assert kind in line.getMessage()
    assert str(status) in line.getMessage()
    assert SECRET not in line.getMessage()
    assert any(SECRET in record.getMessage() for record in caplog.records if record.levelno == logging.DEBUG)


def test_no_level_shows_a_key(hub, caplog, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with caplog.at_level(logging.DEBUG, log.PACKAGE), pytest.raises(HubFault):
        Hub().get_bytes("/nothing?X-Amz-Signature=hf_signed")
    assert caplog.records
    assert not any("hf_s" in record.getMessage() for record in caplog.records)


def test_an_unforeseen_exception_is_an_error_with_its_stack_and_without_what_was_typed(caplog):
    def read(name):
        raise RuntimeError(f"cannot parse {name}")

    with caplog.at_level(logging.INFO, log.PACKAGE):
        RepositoryReader(read).outcomes([SECRET], wait_s=5)
    (line,) = caplog.records
    assert line.levelno == logging.ERROR
    assert "RuntimeError" in caplog.text
    assert "in read" in caplog.text
    assert SECRET not in caplog.text
