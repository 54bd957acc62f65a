"""Names of models on leaderboards as models of the catalog: known names and plain spellings, never a guess."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel, Reasoning
from llmselect.catalog.releases.dated_releases import SAME_RELEASE, newest_releases, older_releases

THOUGHT = re.compile(r"-(thinking(?:-\d+k)?|no-?thinking|non-?thinking|nothink)$")
"""How a model that can think was run; -thinking is a model of its own where the catalog knows one by that name."""
EFFORT = re.compile(r"-(minimal|low|medium|high|xhigh)$")
EFFORT_MAKERS = re.compile(r"^(gpt-|o\d|claude-|grok-|gemini-)")
"""Makers that have levels of effort, and no model called so (Mistral Medium is one)."""
DATED = re.compile(r"-(20\d\d)-?(\d\d)-?(\d\d)$")
CAN_THINK = (Reasoning.OPTIONAL, Reasoning.ALWAYS)


class BoardNameMatch(NamedTuple):
    """A model of the catalog, and the settings that the name tells."""

    model: str
    variant: str


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names that mean one model of the catalog; a name that could mean two is left out."""

    catalog: Catalog
    exact: dict[str, BoardNameMatch]
    """As boards and the catalog write them, in small letters."""
    loose: dict[str, str]
    """With points, spaces and underscores as hyphens."""

    def find(self, name: str) -> BoardNameMatch | None:
        """The model that a board's name means; None where it is not known beyond doubt."""
        folded = name.casefold().strip()
        if match := self.exact.get(folded):
            return match
        if "/" in folded:
            return None  # a repository of someone else: a copy, a fine-tune, or a model that the catalog lacks
        slug, variant = spelled(folded), ""
        for settings in (THOUGHT, EFFORT):
            model = self.loose.get(slug)
            if model is None and (ending := settings.search(slug)):
                base = slug[: ending.start()]
                if self._runs_so(base, settings):
                    slug, variant = base, ending[1]
        model = self.loose.get(slug) or self._same_release(slug)
        return BoardNameMatch(model, variant) if model else None

    def _runs_so(self, base: str, settings: re.Pattern[str]) -> bool:
        """Whether the model supports such settings, so that the ending cannot be part of another model's name."""
        model_id = self.loose.get(base) or self._same_release(base)
        if model_id is None:
            return settings is THOUGHT and EFFORT.search(base) is not None
        if settings is EFFORT and not EFFORT_MAKERS.match(base):
            return False
        model = self.catalog.models[model_id]
        closed = model.hub_repo is None and model.open_model is None
        return model.reasoning in CAN_THINK or (closed and model.reasoning is Reasoning.UNKNOWN)

    def _same_release(self, slug: str) -> str | None:
        """A dated name of a closed model means the undated one where the release it stands for is of that day."""
        dated = DATED.search(slug)
        model_id = self.loose.get(slug[: dated.start()]) if dated else None
        if not dated or model_id is None:
            return None
        model = self.catalog.models[model_id]
        released = newest_releases(self.catalog).get(model.weights)
        if released is None or model.open_model:
            return None
        try:
            day = datetime.date(int(dated[1]), int(dated[2]), int(dated[3]))
        except ValueError:
            return None
        return model_id if abs(day - released) <= SAME_RELEASE else None


@lru_cache(maxsize=4)
def aliases(catalog: Catalog) -> Aliases:
    """The names of a catalog: ids, repositories, and what its standings call the models."""
    exact: dict[str, set[tuple[str, str]]] = defaultdict(set)
    loose: dict[str, set[str]] = defaultdict(set)
    for model in catalog.file.models:
        for name in () if model.id in catalog.own else _names(model):  # anybody can call a repository gpt-5
            loose[spelled(name)].add(model.weights)
            exact[name].add((model.weights, ""))
        if model.hub_repo:
            exact[model.hub_repo.casefold()].add((model.weights, ""))
    published: dict[str, set[tuple[str, str]]] = defaultdict(set)
    older = older_releases(catalog)
    for standing in catalog.file.standings:
        weights, name = catalog.models[standing.model].weights, standing.name_in_source
        if (weights, name) not in older:
            published[name.casefold()].add((weights, standing.variant))
    return Aliases(catalog, _single(exact, catalog) | _single(published, catalog), _lone(loose, catalog))


def model_of(catalog: Catalog, name: str) -> str | None:
    """Id of the catalog's model that a board's name means; None where it is not known beyond doubt."""
    match = aliases(catalog).find(name)
    return match.model if match else None


def spelled(name: str) -> str:
    """One spelling of a name: Claude Opus 4.1, claude-opus-4-1 and claude_opus_4.1 are one."""
    return re.sub(r"[\s_.-]+", "-", name.casefold()).strip("-")


def _names(model: LanguageModel) -> Iterator[str]:
    """What a board may call it: its id without the provider, and the last part of its repository."""
    yield model.id.casefold().rpartition(":")[2].rpartition("/")[2] if ":" in model.id else model.id.casefold()
    if model.hub_repo:
        yield model.hub_repo.casefold().rpartition("/")[2]


def _single(names: dict[str, set[tuple[str, str]]], catalog: Catalog) -> dict[str, BoardNameMatch]:
    matches: dict[str, BoardNameMatch] = {}
    for name, meant in names.items():
        weights = {each for each, _ in meant}
        if len(weights) == 1 and (model := _shown(next(iter(weights)), catalog)):
            matches[name] = BoardNameMatch(model, min(variant for _, variant in meant))
    return matches


def _lone(names: dict[str, set[str]], catalog: Catalog) -> dict[str, str]:
    single = ((name, _shown(next(iter(meant)), catalog)) for name, meant in names.items() if len(meant) == 1)
    return {name: model for name, model in single if model}


def _shown(weights: str, catalog: Catalog) -> str | None:
    """The model of these weights under which the catalog lists them."""
    if weights in catalog.models:
        return weights
    return next((model.id for model in catalog.file.models if model.weights == weights), None)
