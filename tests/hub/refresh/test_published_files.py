"""Files of GGUF repositories: listed with whole sizes and revision, asked last, and no news where nothing changed."""

import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.weight_files.file_repositories import FileRepository
from llmselect.hub.http.client import Hub
from llmselect.hub.refresh.asking import ask_hub
from llmselect.hub.refresh.models import model_changes
from tests.hub.stand_in import Repository

COPY = "someone/Qwen3-8B-GGUF"
SHARDED = {
    "Qwen3-8B-Q4_K_M.gguf": 5_027_783_488,
    "Q8_0/Qwen3-8B-Q8_0-00001-of-00002.gguf": 4_000_000_000,
    "Q8_0/Qwen3-8B-Q8_0-00002-of-00002.gguf": 4_709_518_624,
    "mmproj-F16.gguf": 900_000_000,
    "imatrix.gguf": 5_000_000,
}


@pytest.fixture
def with_copy(agreeing, small, monkeypatch):
    """A catalog in which one model has a GGUF repository that nobody has asked."""
    catalog = load(small)
    known = [{"id": COPY, "source": "a list", "checked": "2026-11-01"}]
    models = tuple(
        model.model_copy(update={"gguf_repos": tuple(map(FileRepository.model_validate, known))})
        if model.id == "qwen3-8b"
        else model.model_copy(update={"gguf_repos": ()})
        for model in catalog.file.models
    )
    agreeing.add(Repository(COPY, files=SHARDED, says={"sha": "a" * 40}))
    return Catalog(catalog.file.model_copy(update={"models": models}))


def test_files_of_a_repository_are_listed_with_whole_sizes_and_revision(with_copy):
    answers = ask_hub(with_copy, Hub(most=100), with_files=True)
    files = [one for one in model_changes(with_copy, answers) if one.field == "gguf_repos"]
    (after,) = _only([one for one in files if one.record == "qwen3-8b"]).after
    assert {each["quantization"]: each["size_bytes"] for each in after["publishes"]} == {
        "Q4_K_M": 5_027_783_488,
        "Q8_0": 8_709_518_624,
    }
    assert after["revision"] == "a" * 40
    assert after["source"] == "a list"


def test_a_repository_that_was_listed_alike_is_no_news(with_copy):
    answers = ask_hub(with_copy, Hub(most=100), with_files=True)
    (after,) = _only([one for one in model_changes(with_copy, answers) if one.record == "qwen3-8b"]).after
    models = tuple(
        model.model_copy(update={"gguf_repos": (FileRepository.model_validate(after),)}) if model.gguf_repos else model
        for model in with_copy.file.models
    )
    listed = Catalog(with_copy.file.model_copy(update={"models": models}))
    assert [one for one in model_changes(listed, answers) if one.record == "qwen3-8b"] == []


def test_files_are_asked_last_and_only_while_requests_are_left(with_copy):
    enough = ask_hub(with_copy, Hub(most=100)).asked
    answers = ask_hub(with_copy, Hub(most=enough + 1), with_files=True)
    assert (answers.files, answers.unread) == ({}, [])
    assert ask_hub(with_copy, Hub(most=enough + 2), with_files=True).files


def _only(changes):
    assert len(changes) == 1, [str(one) for one in changes]
    return changes[0]
