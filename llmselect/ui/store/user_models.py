"""The visitor's own models: added, removed, read once for all visitors, and joined to the catalog."""

from functools import cache
from typing import NamedTuple

import streamlit as st

from llmselect.catalog import load, own_file
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.hub.http.hub_faults import HubFault
from llmselect.settings import Settings
from llmselect.ui.core import state
from llmselect.ui.store.background_reader import RepositoryReader

_READ = "own.read"
_RECORDS = "own.records"
_WAITED = "own.waited"
FIRST_WAIT_S = 1.0
"""A page waits no longer for repositories that a link brought; what comes later is drawn when it comes."""

READING_S = 40.0
"""For all questions about one repository together."""


class Own(NamedTuple):
    """One model of the visitor's list."""

    repository: str
    model: LanguageModel | None
    """None: being read, or not to be read."""
    fault: HubFault | None = None
    from_file: bool = False
    """The Hub could not be asked, and the record of an imported list stands in."""


@cache
def _shelf() -> RepositoryReader:
    return RepositoryReader(_read)


def _read(repository: str) -> Published:
    """One of a few readers is busy with it, so that all its questions together have one deadline."""
    from llmselect.hub.http.deadline import deadline
    from llmselect.hub.repository.read_repository import read_repository

    with deadline(READING_S):
        return read_repository(repository, load.load())


def resolve() -> None:
    """Once a run, before any page: what is known of each repository now, the same for the whole run."""
    names = state.own()
    if not names and _READ not in st.session_state:
        return
    wait = 0.0 if set(names) <= set(st.session_state.get(_WAITED, ())) else FIRST_WAIT_S
    st.session_state[_WAITED] = names
    st.session_state[_READ] = _shelf().outcomes(names, wait) if names else {}


def listed(repositories: tuple[str, ...] | None = None) -> tuple[Own, ...]:
    """The visitor's list, or these of it, as it was resolved in this run."""
    names = state.own() if repositories is None else repositories
    outcomes: dict[str, Published | HubFault | None] = st.session_state.get(_READ, {})
    return tuple(_own(name, outcomes.get(name)) for name in names)


def _own(name: str, outcome: Published | HubFault | None) -> Own:
    if isinstance(outcome, Published):
        return Own(name, outcome.model)
    record = st.session_state.get(_RECORDS, {}).get(name.casefold())
    return Own(name, record, outcome, from_file=record is not None)


def models(settings: Settings) -> tuple[LanguageModel, ...]:
    """Those that can take part."""
    return tuple(own.model for own in listed(settings.own) if own.model is not None)


def joined(catalog: Catalog, settings: Settings) -> Catalog:
    """The catalog with the visitor's own models; itself for visitors without any."""
    return catalog.with_models(models(settings)) if settings.own else catalog


def pending() -> bool:
    """Whether a repository was being read for the first time when this run began."""
    return any(outcome is None for outcome in st.session_state.get(_READ, {}).values())


def news() -> bool:
    """Whether one that was being read when this run began has arrived since."""
    outcomes: dict[str, Published | HubFault | None] = st.session_state.get(_READ, {})
    waiting = [name for name, outcome in outcomes.items() if outcome is None]
    return any(outcome is not None for outcome in _shelf().outcomes(waiting).values())


def add(model: LanguageModel, published: Published | None = None) -> None:
    """Put a model that was read on the list (as in the callback of a button)."""
    repository = model.hub_repo
    if not repository or full() or has(repository):
        return
    if published is not None:
        _shelf().put(repository, published)
    state.put_own((*state.own(), repository))


def remove(repository: str) -> None:
    state.put_own(tuple(name for name in state.own() if name != repository))


def again(repository: str) -> None:
    """Have a repository that could not be read asked for once more."""
    _shelf().forget_fault(repository)
    st.session_state.pop(_WAITED, None)


def has(repository: str) -> bool:
    return repository.casefold() in {name.casefold() for name in state.own()}


def full() -> bool:
    return len(state.own()) >= own_file.MOST_MODELS


def take(records: tuple[LanguageModel, ...]) -> int:
    """Add the models of an imported list, as far as there is room; how many found none."""
    kept: dict[str, LanguageModel] = dict(st.session_state.get(_RECORDS, {}))
    left = 0
    for record in records:
        repository = record.hub_repo or ""
        kept[repository.casefold()] = record
        if full() and not has(repository):
            left += 1
        add(record)
    st.session_state[_RECORDS] = {name: record for name, record in kept.items() if has(name)}
    return left
