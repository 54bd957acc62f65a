"""The settings in a few words each, as they stand on the chips above every page."""

from llmselect.scoring.ranking.requirements import REQUIREMENTS
from llmselect.settings import Requirements, Settings
from llmselect.text import Text, Voice

HOST_ALONE = Text("Processor only", "Processeur seul")
NO_MACHINE = Text("By API only", "Par API seulement")


def machine(settings: Settings, say: Voice) -> str:
    """The accelerators, how many, and the main memory: `2 × RTX 3090 · 64 GB of RAM`."""
    if settings.requirements.served:
        return say(NO_MACHINE)
    mine = settings.machine
    name = mine.custom.name if mine.custom else mine.accelerator or say(HOST_ALONE)
    cards = name if mine.count == 1 else f"{mine.count} × {name}"
    further = "".join(f" + {each.count} × {each.accelerator}" for each in mine.further)
    return say("bar.machine", cards=f"{cards}{further}", ram=say.number(mine.host_memory_gib, 0))


def workload(settings: Settings, say: Voice) -> str:
    """The use and how often."""
    asked = settings.workload
    return say("bar.workload", use=say(asked.use.label), requests=say.number(asked.requests_per_month, 0))


def requirements(settings: Settings, say: Voice) -> str:
    """How many requirements are asked for beside the usual ones."""
    return say.count(len(asked_beside_usual(settings)), "bar.one_requirement", "bar.many_requirements")


def asked_beside_usual(settings: Settings) -> tuple[Text, ...]:
    """Labels of the requirements that this visitor asks for and the defaults do not."""
    asked, usual = settings.requirements, Requirements()
    return tuple(each.label for each in REQUIREMENTS if each.is_asked(asked) and not each.is_asked(usual))


def more(settings: Settings, say: Voice) -> str:
    """The drawer of all else, with the number of the visitor's own models."""
    own = len(settings.own)
    return say("bar.more_own", n=own) if own else say("bar.more")
