"""What a visitor's trial consists of, between runs: contestants, tasks, keys, the run under way and its record.

Keys stay in the session's memory: no widget, link, export or log shows them.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

import streamlit as st

from llmselect.bench.http.addresses import AddressRule
from llmselect.bench.http.keys import Key
from llmselect.bench.results.blind_votes import BlindPair
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.askers import live_asker
from llmselect.bench.trial.plan import MOST_CONTESTANTS, Contestant, TrialPlan
from llmselect.bench.trial.record import TrialRecord, Vote
from llmselect.bench.trial.trial_run import Asker, TrialRun

_KEY = "try.state"
MOST_EARLIER = 3
"""Unsaved trials kept beside the one shown: each may take some 12 MB."""


@dataclass
class TrialState:
    """One for each session; changed in callbacks and by the page alone."""

    contestants: list[Contestant] = field(default_factory=list[Contestant])
    own_tasks: tuple[TrialTask, ...] = ()
    keys: dict[str, Key] = field(default_factory=dict[str, Key])
    """By host, in small letters."""
    run: TrialRun | None = None
    record: TrialRecord | None = None
    """Of the last run as far as it has come, or one that was opened."""
    safe: TrialRecord | None = None
    """The same as far as it has been saved, exported or opened: more than that is lost with the session."""
    earlier: list[TrialRecord] = field(default_factory=list[TrialRecord])
    """Trials that others took the place of before they were saved, the last first."""
    older: TrialRecord | None = None
    """Another trial to compare with."""
    replayed: bool = False
    """Whether the trial shown is a replay of one that is there already."""
    first: bool = False
    """Whether the trial shown is that of the first prompt, whose answers stand beside its button."""
    blind: BlindPair | None = None
    dice: Random = field(default_factory=lambda: Random(secrets.randbits(64)))
    token: str | None = None
    """Of the saved trial."""

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self.run is not None and self.run.running

    @property
    def unsaved(self) -> bool:
        """Whether the trial shown has something that would be lost with it; a first prompt is sent again by a click."""
        record = self.record
        if record is None or record is self.safe or not record.replies:
            return False
        return bool(record.votes) or not (self.first or self.replayed)

    @property
    def full(self) -> bool:
        """Whether another trial would push out one that is saved nowhere."""
        return self.unsaved and len(self.earlier) >= MOST_EARLIER

    def _put_aside(self) -> None:
        """Keep the trial shown where it would be lost."""
        self.stop()
        if self.unsaved and self.record is not None:
            self.earlier = [self.record, *self.earlier][:MOST_EARLIER]

    def bring_back(self, i: int) -> None:
        """Show an earlier trial again; the one shown takes its place where it is not saved."""
        record = self.earlier.pop(i)
        self.show(record)
        self.safe = None

    def add(self, contestant: Contestant) -> None:
        """Add one, with a number where another has its name."""
        names = {each.name for each in self.contestants}
        name, number = contestant.name, 2
        while name in names:
            name, number = f"{contestant.name[:110]} ({number})", number + 1
        if len(self.contestants) < MOST_CONTESTANTS:
            self.contestants.append(contestant.model_copy(update={"name": name}))

    def start(self, plan: TrialPlan, ask: Asker) -> None:
        """Begin a run of a new plan."""
        self._put_aside()
        self.run = TrialRun(plan, ask)
        self.record = TrialRecord(plan, self.run.started)
        self.blind = self.token = self.safe = None
        self.first = self.replayed = False
        self.run.start()

    def resume(self, rule: AddressRule) -> None:
        """Ask what is missing, and again what ended in a fault."""
        if self.record is not None:
            self.stop()
            self.run = TrialRun(self.record.plan, live_asker(rule, dict(self.keys)), self.record.replies)
            self.run.start()

    def stop(self) -> None:
        """Stop the run under way; what it has measured stays."""
        if self.run is not None:
            self.run.stop()
            self.refresh()

    def refresh(self) -> None:
        """Take over what the run has measured since."""
        if self.run is not None and self.record is not None:
            replies = self.run.replies()
            if replies != self.record.replies:
                self.record = replace(self.record, replies=replies)

    def vote(self, vote: Vote) -> None:
        """Add a comparison."""
        if self.record is not None:
            self.record = replace(self.record, votes=(*self.record.votes, vote))
            self.blind = None

    def show(self, record: TrialRecord) -> None:
        """Show a trial that was opened in place of the one here."""
        self._put_aside()
        self.run, self.record, self.blind, self.token = None, record, None, None
        self.first, self.replayed, self.safe = False, False, record
        self.contestants = list(record.plan.contestants)


def trial_state() -> TrialState:
    """The session's."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = TrialState()
    return st.session_state[_KEY]


def owners_keys() -> Mapping[str, str]:
    """Keys of providers in the owner's secrets, by the provider's id: `[provider_keys]` of secrets.toml."""
    try:
        listed = st.secrets.get("provider_keys", {})
        return {str(name): str(value) for name, value in dict(listed).items()}
    except (FileNotFoundError, OSError, ValueError):
        return {}
