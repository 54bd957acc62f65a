"""Choose a language model for a situation: rank the ways to run it, say why, and say how sure.

What a program needs can be imported from here; each name is loaded when it is first used:

>>> from llmselect import Machine, Settings, assess, load_catalog, recommend
>>> settings = Settings(machine=Machine(accelerator="RTX 4090"))
>>> assessed = assess(load_catalog(), settings.machine, settings.workload, settings.costs)
>>> best = recommend(assessed, settings.requirements, settings.priorities).places(1)[0]
>>> best.rank, 0 < best.score <= 100
(1, True)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmselect.catalog.load import load as load_catalog
    from llmselect.estimates.runs.one_model import estimate
    from llmselect.machine.machine import Machine
    from llmselect.scoring.ranking.recommend import assess, recommend
    from llmselect.settings import Settings, Workload

__version__ = "0.1.0"
__all__ = ["Machine", "Settings", "Workload", "assess", "estimate", "load_catalog", "recommend"]

_PLACES = {
    "Machine": ("llmselect.machine.machine", "Machine"),
    "Settings": ("llmselect.settings", "Settings"),
    "Workload": ("llmselect.settings", "Workload"),
    "assess": ("llmselect.scoring.ranking.recommend", "assess"),
    "estimate": ("llmselect.estimates.runs.one_model", "estimate"),
    "load_catalog": ("llmselect.catalog.load", "load"),
    "recommend": ("llmselect.scoring.ranking.recommend", "recommend"),
}
"""Module and name behind each public name."""


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562), so that `import llmselect` itself loads nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    value: object = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names among the rest, also before they are loaded."""
    return sorted({*globals(), *__all__})
