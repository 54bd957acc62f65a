"""The questions of a refresh: owners' listings first, single repositories where those are silent, one at a time."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, cast

from pydantic import ValidationError

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.key_names import CONTEXT
from llmselect.catalog.configs.read import read
from llmselect.catalog.configs.values import Config
from llmselect.catalog.models import LanguageModel
from llmselect.errors import LlmselectError
from llmselect.hub.http.client import MEGABYTE, Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.repository.describe import WITHIN
from llmselect.hub.repository.listing import Listing

EXPAND = [
    "cardData",
    "createdAt",
    "downloads",
    "gated",
    "lastModified",
    "library_name",
    "pipeline_tag",
    "safetensors",
    "tags",
]
COPY_EXPAND = ["downloads", "tags"]
PAGE = 500
"""Repositories of one owner in one answer, most downloaded first."""
CAP = 24 * MEGABYTE
CONFIG_BYTES = MEGABYTE
COPIERS_AT_LEAST = 5
"""Of the catalog's models: who publishes GGUF copies of so many is asked for more."""
ITS_OWN = (
    FaultKind.GATED,
    FaultKind.FORBIDDEN,
    FaultKind.BAD_DATA,
    FaultKind.NOT_FOUND,
    FaultKind.NO_FILE,
    FaultKind.TOO_LARGE,
)
"""Faults that concern the repository alone that was asked for; any other ends the reading."""
FOR_ONE = 2
"""Requests that one question may take: a redirect is one more."""


@dataclass(slots=True)
class Answers:
    """What the Hub told. Names of repositories in small letters, as the catalog has them."""

    told: dict[str, Listing] = field(default_factory=dict[str, Listing])
    """Of the catalog's repositories."""
    owned: list[Listing] = field(default_factory=list[Listing])
    """All that the owners of the catalog's repositories publish, as far as it was listed."""
    copies: list[Listing] = field(default_factory=list[Listing])
    """GGUF repositories of those who publish many."""
    contexts: dict[str, int] = field(default_factory=dict[str, int])
    """By config.json, of repositories that changed after the catalog's record was checked."""
    gone: set[str] = field(default_factory=set[str])
    unread: list[str] = field(default_factory=list[str])
    """What was not asked, or not answered."""
    fault: HubFault | None = None
    """What ended the reading early."""
    asked: int = 0


class HubQuestion(NamedTuple):
    """One request and what it is about."""

    name: str
    ask: Callable[[], None]
    """Adds to the answers; raises HubFault."""
    alone: bool
    """About one repository: what is wrong with it does not end the reading."""


def ask_hub(catalog: Catalog, hub: Hub) -> Answers:
    """Ask for the catalog's repositories, one after the other; a fault of the Hub ends the reading and is told."""
    answers = Answers()
    models = [model for model in catalog.file.models if model.hub_repo]
    for question in _questions(models, hub, answers):
        if answers.fault or hub.left < FOR_ONE:
            answers.unread.append(question.name)
            continue
        try:
            question.ask()
        except HubFault as fault:
            answers.unread.append(question.name)
            if not (question.alone and fault.kind in ITS_OWN):
                answers.fault = fault
    answers.asked = hub.asked
    return answers


def _questions(models: Sequence[LanguageModel], hub: Hub, answers: Answers) -> Iterator[HubQuestion]:
    """Each made only when those before it are answered."""
    repositories = {repository_of(model): model for model in models}
    yield from _owners(repositories, hub, answers)
    for name in repositories:
        if name.casefold() not in answers.told and f"{name.partition('/')[0]}/*" not in answers.unread:
            yield HubQuestion(name, partial(_single, name, hub, answers), alone=True)
    yield from _copiers(models, hub, answers)
    for name, model in repositories.items():
        told = answers.told.get(name.casefold())
        changed = told and told.modified and told.modified.date() > model.checked
        if told and changed and model.architecture:
            yield HubQuestion(f"{name}/config.json", partial(_config, told.id, name, hub, answers), alone=True)


def repository_of(model: LanguageModel) -> str:
    return model.hub_repo or ""


def _owners(repositories: Mapping[str, LanguageModel], hub: Hub, answers: Answers) -> Iterator[HubQuestion]:
    """One listing for each owner, those with most models first."""
    wanted = {name.casefold() for name in repositories}

    def listed(owner: str) -> None:
        found = _list(hub, owner, EXPAND)
        answers.owned += found
        answers.told |= {one.id.casefold(): one for one in found if one.id.casefold() in wanted}

    for owner, _ in Counter(name.partition("/")[0] for name in repositories).most_common():
        yield HubQuestion(f"{owner}/*", partial(listed, owner), alone=False)


def _copiers(models: Sequence[LanguageModel], hub: Hub, answers: Answers) -> Iterator[HubQuestion]:
    """The GGUF repositories of those who publish many, where a model has none yet."""

    def listed(owner: str) -> None:
        answers.copies += _list(hub, owner, COPY_EXPAND, only="gguf")

    if all(model.gguf_repo for model in models):
        return
    publishers = Counter((model.gguf_repo or "").partition("/")[0] for model in models if model.gguf_repo)
    for owner, copied in publishers.most_common():
        if copied >= COPIERS_AT_LEAST:
            yield HubQuestion(f"{owner}/* (GGUF)", partial(listed, owner), alone=False)


def _list(hub: Hub, owner: str, expand: list[str], only: str | None = None) -> list[Listing]:
    """What an owner publishes, most downloaded first; a row that cannot be read loses itself alone."""
    asked: dict[str, str | int | list[str]] = {"author": owner, "sort": "downloads", "limit": PAGE, "expand": expand}
    told = hub.get_json("/api/models", asked | ({"filter": only} if only else {}), cap=CAP)
    if not isinstance(told, list):
        raise HubFault(FaultKind.BAD_DATA, subject=owner)
    rows = map(_listing, cast("list[object]", told)[:PAGE])
    return [row for row in rows if row and row.is_sound and not row.private and row.id.partition("/")[0] == owner]


def _listing(row: object) -> Listing | None:
    try:
        return Listing.model_validate(row)
    except ValidationError:
        return None


def _single(name: str, hub: Hub, answers: Answers) -> None:
    """A repository that no listing named: renamed, gone, or beyond the page."""
    try:
        found = _listing(hub.get_json(f"/api/models/{name}", {"expand": EXPAND}))
    except HubFault as fault:
        if fault.kind is not FaultKind.NOT_FOUND:
            raise
        answers.gone.add(name.casefold())
        return
    if found is None or not found.is_sound:
        raise HubFault(FaultKind.BAD_DATA, subject=name)
    answers.told[name.casefold()] = found


def _config(address: str, name: str, hub: Hub, answers: Answers) -> None:
    """The context that config.json states; one that describes no model the program knows is passed over."""
    told = hub.get_bytes(f"/{address}/resolve/main/config.json", cap=CONFIG_BYTES).json()
    if not isinstance(told, dict):
        raise HubFault(FaultKind.BAD_DATA, subject=name)
    config = cast("dict[str, object]", told)
    if not _states_context(Config(config)):
        return
    try:
        answers.contexts[name.casefold()] = read(config).context_tokens
    except LlmselectError:
        return
    except (ArithmeticError, LookupError, TypeError, ValueError):  # a stranger's file may break what nobody foresaw
        return


def _states_context(config: Config) -> bool:
    inner = [config.within(name) for name in WITHIN if isinstance(config.get(name), dict)]
    return any(part.states(CONTEXT) for part in (config, *inner))
