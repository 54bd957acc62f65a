"""Editors on Windows begin a file with a byte-order mark: every door for JSON takes it."""

import json
from codecs import BOM_UTF8

import pytest

from llmselect.catalog import own_file
from llmselect.catalog.checks.check import report
from llmselect.catalog.load import BUNDLED, load
from llmselect.command.questions import config_file
from llmselect.hub.http.client import HubAnswer
from llmselect.hub.refresh.price_copy import PriceCopy, read_copy, write_copy
from llmselect.hub.refresh.prices import copy_of
from tests.hub.conftest import TODAY


@pytest.fixture(scope="module")
def catalog():
    return load()


def test_a_catalog_with_a_mark_is_the_same_catalog(tmp_path, catalog):
    marked = tmp_path / "catalog.json"
    marked.write_bytes(BOM_UTF8 + BUNDLED.read_bytes())
    assert load(marked).models == catalog.models
    assert report(marked, TODAY).faults == report(BUNDLED, TODAY).faults


def test_a_list_of_own_models_with_a_mark_is_read():
    assert own_file.read(BOM_UTF8 + own_file.written([])) == ()


def test_kept_prices_with_a_mark_are_read(tmp_path, catalog):
    file = tmp_path / "prices.json"
    write_copy(file, copy_of(catalog, TODAY))
    plain = read_copy(file)
    file.write_bytes(BOM_UTF8 + file.read_bytes())
    assert isinstance(plain, PriceCopy)
    assert read_copy(file) == plain


def test_a_configuration_with_a_mark_is_read(tmp_path):
    file = tmp_path / "config.json"
    file.write_bytes(BOM_UTF8 + json.dumps({"model_type": "llama"}).encode())
    assert config_file(str(file)) == {"model_type": "llama"}


def test_an_answer_of_the_hub_with_a_mark_is_read():
    assert HubAnswer("https://huggingface.co/x", BOM_UTF8 + b'{"a": 1}', {}).json() == {"a": 1}
