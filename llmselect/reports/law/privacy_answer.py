"""The answer on privacy in sentences: the lowest level that will do, and how much reaches it."""

from collections.abc import Iterator, Sequence

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import Lifecycle, YesNo
from llmselect.estimates.privacy import LEVELS, local_level
from llmselect.law.data_kinds import DataKind
from llmselect.law.ladder import WayKind, WayToRun, offers_reached, ways_to_run
from llmselect.settings import Requirements, Settings
from llmselect.text import Text, Voice

GENERIC = {
    DataKind.PUBLIC: Text("Public", "publiques"),
    DataKind.INTERNAL: Text("Internal", "internes"),
    DataKind.PERSONAL: Text("Personal", "personnelles"),
    DataKind.REGULATED: Text("Regulated", "réglementées"),
    DataKind.SECRET: Text("Secret", "secrètes"),
}
"""As they stand in a sentence."""


def privacy_answer(catalog: Catalog, kind: DataKind, say: Voice, *, eu_operator: bool = False) -> str:
    """One sentence: the level, the offers that reach it today, and those that could; of EU operators alone if asked."""
    reached = offers_reached(catalog, kind, eu_operator=eu_operator)
    name, level = say(GENERIC[kind]), int(kind.lowest_level)
    if not reached.today and not reached.by_contract:
        return say("privacy.answer_nobody", kind=name, level=level)
    blanks = {
        "kind": name,
        "level": level,
        "today": say.count(reached.today, "privacy.one_offer", "privacy.many_offers"),
        "providers": say.count(reached.providers, "privacy.one_provider", "privacy.many_providers"),
    }
    if not level:
        return say("privacy.answer_any", train=say.number(reached.may_train, 0), **blanks)
    later = " " + say("privacy.later", n=say.number(reached.by_contract, 0)) if reached.by_contract else ""
    return say("privacy.answer", **blanks) + later


def ways_asked(catalog: Catalog, requirements: Requirements) -> tuple[WayToRun, ...]:
    """All ways, or those that an operator under EU law runs where the visitor requires one."""
    ways = ways_to_run(catalog)
    return tuple(way for way in ways if way.eu_operator is YesNo.YES) if requirements.eu_operator else ways


def machine_line(settings: Settings, say: Voice) -> str:
    """The level of the visitor's own machine as it is set."""
    level = local_level(settings.costs, settings.workload)
    return say("privacy.machine", level=int(level), name=say(LEVELS[level].name))


def names_of(ways: tuple[WayToRun, ...], most: int, say: Voice) -> str:
    """The first names of a rung, and how many more there are."""
    return first_names([say(way.name) for way in ways], most, say)


def first_names(names: Sequence[str], most: int, say: Voice) -> str:
    """The first names in a row, and the number of the others; "nobody" where there is none."""
    if len(names) <= most:
        return ", ".join(names) or say("privacy.nobody")
    return say("privacy.and_more", names=", ".join(names[:most]), n=say.number(len(names) - most, 0))


def reaching(ways: tuple[WayToRun, ...], kind: DataKind) -> tuple[WayToRun, ...]:
    """The ways that will do today, machines of one's own last, since everybody may have those."""
    will_do = [way for way in ways if way.reaches(kind)]
    return tuple(sorted(will_do, key=lambda way: (way.kind is WayKind.MACHINE, -way.counted_level(kind))))


def could_reach(ways: tuple[WayToRun, ...], kind: DataKind) -> tuple[WayToRun, ...]:
    """The ways that will do once something is signed, set or chosen."""
    return tuple(way for way in ways if way.could_reach(kind))


def current_models(catalog: Catalog) -> Iterator[int]:
    """Positions of the models that are still published and whose weights are open."""
    for position, model in enumerate(catalog.file.models):
        if model.hub_repo is not None and model.state is Lifecycle.CURRENT:
            yield position
