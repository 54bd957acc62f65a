"""What is kept between runs and shared by visitors: the catalog, and what was estimated for a machine and workload."""

import time
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from llmselect.catalog import load
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Published
from llmselect.estimates.accuracy import memory_accuracy, served_accuracy, speed_accuracy
from llmselect.estimates.accuracy.fitted_factors import Factor, fitted
from llmselect.estimates.accuracy.memory_accuracy import MemoryErrors
from llmselect.estimates.accuracy.points import SpeedPoint, points
from llmselect.estimates.accuracy.served_accuracy import ServedAccuracy
from llmselect.estimates.accuracy.speed_accuracy import SpeedAccuracy
from llmselect.estimates.cost.rented_machines import rented_machine
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.hub.http.hub_faults import HubFault
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.recommend import ValuedCandidates, assess
from llmselect.scoring.ranking.rented import rented_costs
from llmselect.settings import Costs, Settings, Workload
from llmselect.ui.store import live_leaderboards, live_speeds, user_models, visitors_scores, visitors_speeds

if TYPE_CHECKING:
    from llmselect.hub.popularity import Popularity
    from llmselect.hub.search_results import SearchHit, Sort


def catalog() -> Catalog:
    """The catalog in use; raises BadCatalog or BadFile. Read again when the file changes."""
    return load.load()


def catalog_for(settings: Settings) -> Catalog:
    """The catalog with today's standings where they are wanted, and the visitor's own models as read for this run."""
    shared = live_leaderboards.todays_catalog(catalog()) if settings.todays_standings else catalog()
    return user_models.joined(shared, settings)


def assessed(settings: Settings) -> ValuedCandidates:
    """Everything estimated for these settings; the slow part, so it is kept for the latest machines and workloads.

    With the best copy of the providers' speeds at this moment; the network is never waited for.
    """
    speeds = visitors_speeds.joined(catalog(), live_speeds.measurements(catalog()))
    facts = Facts(catalog_for(settings), speeds)
    kept = _assessed_own if facts.catalog.own or visitors_speeds.offers() else _assessed
    shared = kept(facts.version, facts, settings.machine, settings.workload, settings.costs)
    return visitors_scores.joined(shared)


def rented(settings: Settings) -> tuple[tuple[str, ValuedCandidates], ...]:
    """Each machine that the visitor would rent, with everything estimated on it; kept like the others."""
    facts = Facts(catalog_for(settings), live_speeds.measurements(catalog()))
    kept, costs = _assessed_own if facts.catalog.own else _assessed, rented_costs(settings.costs)
    return tuple(
        (name, kept(facts.version, facts, rented_machine(facts.catalog, name), settings.workload, costs))
        for name in settings.spending.rented
    )


class Facts(NamedTuple):
    """What estimates are made from beside a visitor's settings."""

    catalog: Catalog
    speeds: ServedMeasurements

    @property
    def version(self) -> tuple[int, int]:
        """Another one whenever the facts are others."""
        return self.catalog.serial, self.speeds.serial


@st.cache_resource(max_entries=18, show_spinner=False)
def _assessed(
    version: tuple[int, int], _facts: Facts, machine: Machine, workload: Workload, costs: Costs
) -> ValuedCandidates:
    return assess(_facts.catalog, machine, workload, costs, _facts.speeds)


@st.cache_resource(max_entries=12, show_spinner=False)
def _assessed_own(
    version: tuple[int, int], _facts: Facts, machine: Machine, workload: Workload, costs: Costs
) -> ValuedCandidates:
    """Kept apart, so that lists of one visitor push out nothing that all others share."""
    return assess(_facts.catalog, machine, workload, costs, _facts.speeds)


class Judged(NamedTuple):
    """The estimates against what was published: every scored speed, and errors by group, kind of memory and offers."""

    points: tuple[SpeedPoint, ...]
    speed: tuple[SpeedAccuracy, ...]
    memory: tuple[MemoryErrors, ...]
    served: tuple[ServedAccuracy, ...]


def judged() -> Judged:
    """The accuracy of the estimates: a third of a second, computed once for all visitors."""
    current = catalog()
    return _judged(current.serial, current)


def factors(phase: str) -> tuple[Factor, ...]:
    """The fitted factors of a phase with the rows behind them."""
    current = catalog()
    return _factors(current.serial, current, phase)


@st.cache_resource(max_entries=2, show_spinner=False)
def _judged(version: int, _catalog: Catalog) -> Judged:
    speeds = points(_catalog)
    return Judged(
        speeds,
        tuple(speed_accuracy.table(_catalog, speeds)),
        memory_accuracy.table(_catalog),
        tuple(served_accuracy.table(_catalog)),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _factors(version: int, _catalog: Catalog, phase: str) -> tuple[Factor, ...]:
    return fitted(_catalog, phase)


def searched(text: str, sort: "Sort") -> "tuple[SearchHit, ...] | HubFault":
    """Models of the Hub with that name, kept for ten minutes; a fault is asked again at the next press."""
    try:
        return _searched(catalog().serial, text, sort)
    except HubFault as fault:
        return fault


@st.cache_resource(ttl=600, max_entries=64, show_spinner=False)
def _searched(version: int, text: str, sort: "Sort") -> "tuple[SearchHit, ...]":
    from llmselect.hub.search import search

    return search(text, catalog(), sort)


@st.cache_resource(ttl=600, max_entries=64, show_spinner=False)
def repository(text: str) -> Published | HubFault:
    """A repository of the Hub as it was read, or why it cannot be: both kept, so that a rerun does not ask again."""
    from llmselect.hub.repository.read_repository import read_repository

    try:
        return read_repository(text, catalog())
    except HubFault as fault:
        return fault


FAULT_KEPT_S = 60.0


def popularity(hub_repo: str) -> "Popularity | HubFault":
    """A model's popularity on the Hub today, kept for an hour; a fault is kept for a minute."""
    outcome, read_at_s = _popularity(hub_repo)
    if isinstance(outcome, HubFault) and time.monotonic() - read_at_s > FAULT_KEPT_S:
        _popularity.clear(hub_repo)
        outcome, read_at_s = _popularity(hub_repo)
    return outcome


@st.cache_resource(ttl=3600, max_entries=256, show_spinner=False)
def _popularity(hub_repo: str) -> "tuple[Popularity | HubFault, float]":
    """Streamlit lets one run compute this and the others of the same name wait for it."""
    from llmselect.hub.popularity import read_popularity

    try:
        return read_popularity(hub_repo), time.monotonic()
    except HubFault as fault:
        return fault, time.monotonic()
