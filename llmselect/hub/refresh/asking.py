"""Requests of a refresh, one at a time: listings of owners first, then the repositories that no listing has."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
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
from llmselect.hub.refresh.published_files import repositories_to_ask
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
    """Answers of the Hub. Keys are repository ids of the catalog in lower case."""

    listed: dict[str, Listing] = field(default_factory=dict[str, Listing])
    """Of the catalog's repositories."""
    owned: list[Listing] = field(default_factory=list[Listing])
    """All that the owners of the catalog's repositories publish, as far as it was listed."""
    copies: list[Listing] = field(default_factory=list[Listing])
    """GGUF repositories of those who publish many."""
    files: dict[str, Listing] = field(default_factory=dict[str, Listing])
    """Of GGUF repositories of the catalog, with the names and sizes of their files."""
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


def ask_hub(catalog: Catalog, hub: Hub, *, with_files: bool = False) -> Answers:
    """Ask for the catalog's repositories one after the other; a fault of the Hub ends that, kept in `fault`.

    `with_files`: the GGUF repositories too, one request each, as far as requests are left.
    """
    answers = Answers()
    models = [model for model in catalog.file.models if model.hub_repo]
    questions = _questions(models, hub, answers)
    for question in chain(questions, _files(catalog, hub, answers)) if with_files else questions:
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
        if name.casefold() not in answers.listed and f"{name.partition('/')[0]}/*" not in answers.unread:
            yield HubQuestion(name, partial(_single, name, hub, answers), alone=True)
    yield from _copiers(models, hub, answers)
    for name, model in repositories.items():
        listing = answers.listed.get(name.casefold())
        changed = listing and listing.modified and listing.modified.date() > model.checked
        if listing and changed and model.architecture:
            yield HubQuestion(f"{name}/config.json", partial(_config, listing.id, name, hub, answers), alone=True)


def _files(catalog: Catalog, hub: Hub, answers: Answers) -> Iterator[HubQuestion]:
    """What is not asked today is asked another day: nothing of it counts as unread."""

    def listed(name: str) -> None:
        listing = _listing(hub.get_json(f"/api/models/{name}", {"blobs": "true"}, cap=CAP))
        if listing is None or not listing.is_sound:
            raise HubFault(FaultKind.BAD_DATA, subject=name)
        answers.files[name.casefold()] = listing

    for name in repositories_to_ask(catalog.file.models):
        if hub.left < FOR_ONE:
            return
        yield HubQuestion(f"{name} (files)", partial(listed, name), alone=True)


def repository_of(model: LanguageModel) -> str:
    return model.hub_repo or ""


def _owners(repositories: Mapping[str, LanguageModel], hub: Hub, answers: Answers) -> Iterator[HubQuestion]:
    """One listing for each owner, those with most models first."""
    of_catalog = {name.casefold() for name in repositories}

    def listed(owner: str) -> None:
        listings = _list(hub, owner, EXPAND)
        answers.owned += listings
        answers.listed |= {
            listing.id.casefold(): listing for listing in listings if listing.id.casefold() in of_catalog
        }

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
    question: dict[str, str | int | list[str]] = {"author": owner, "sort": "downloads", "limit": PAGE, "expand": expand}
    answer = hub.get_json("/api/models", question | ({"filter": only} if only else {}), cap=CAP)
    if not isinstance(answer, list):
        raise HubFault(FaultKind.BAD_DATA, subject=owner)
    listings = map(_listing, cast("list[object]", answer)[:PAGE])
    return [
        listing
        for listing in listings
        if listing and listing.is_sound and not listing.private and listing.id.partition("/")[0] == owner
    ]


def _listing(row: object) -> Listing | None:
    try:
        return Listing.model_validate(row)
    except ValidationError:
        return None


def _single(name: str, hub: Hub, answers: Answers) -> None:
    """A repository that no listing named: renamed, gone, or beyond the page."""
    try:
        listing = _listing(hub.get_json(f"/api/models/{name}", {"expand": EXPAND}))
    except HubFault as fault:
        if fault.kind is not FaultKind.NOT_FOUND:
            raise
        answers.gone.add(name.casefold())
        return
    if listing is None or not listing.is_sound:
        raise HubFault(FaultKind.BAD_DATA, subject=name)
    answers.listed[name.casefold()] = listing


def _config(address: str, name: str, hub: Hub, answers: Answers) -> None:
    """The context that config.json states; one that describes no model the program knows is passed over."""
    answer = hub.get_bytes(f"/{address}/resolve/main/config.json", cap=CONFIG_BYTES).json()
    if not isinstance(answer, dict):
        raise HubFault(FaultKind.BAD_DATA, subject=name)
    config = cast("dict[str, object]", answer)
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
