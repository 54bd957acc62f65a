"""Saved trials: opened by their token alone, and forgotten in time."""

import datetime

import pytest

from llmselect.bench.trial.trial_store import KEPT_DAYS, TrialStore
from llmselect.errors import NotPossible
from tests.bench.trials import trial


@pytest.fixture
def store(tmp_path) -> TrialStore:
    return TrialStore(tmp_path / "data")


def test_a_saved_trial_is_opened_by_its_token(store):
    kept = trial([[True, False]])
    token = store.save(kept, "mine")
    assert store.open(token).replies == kept.replies
    assert len(token) * 6 >= 128
    assert store.save(kept, "mine") != token


@pytest.mark.parametrize("token", ["", "x", "%", "' or 1=1 --"])
def test_no_other_token_opens_anything(store, token):
    store.save(trial([[True]]), "mine")
    with pytest.raises(NotPossible):
        store.open(token)


def test_the_database_holds_no_token(store, tmp_path):
    token = store.save(trial([[True]]), "mine")
    assert token.encode() not in (tmp_path / "data" / "trials.sqlite3").read_bytes()


def test_a_trial_expires(store):
    now = datetime.datetime.now(datetime.UTC)
    token = store.save(trial([[True]]), "mine", now)
    later = now + datetime.timedelta(days=KEPT_DAYS, seconds=1)
    assert len(store.listed(now)) == 1
    assert store.listed(later) == ()
    with pytest.raises(NotPossible):
        store.open(token, later)


def test_a_trial_is_forgotten_on_request(store):
    token = store.save(trial([[True]]), "mine")
    store.forget(store.listed()[0].token_hash)
    with pytest.raises(NotPossible):
        store.open(token)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotPossible):
        TrialStore(tmp_path / "file").save(trial([[True]]), "mine")
