"""Pull every slider of Choose from 0 to 10 in a hundred situations drawn at random, and count what changes on the page.

A picture is what is drawn: the bars of both lanes, and the radar. Prints a table; two minutes:
    .venv/bin/python -m scripts.prove_sliders [--situations 100] [--seed 2026]
"""

import argparse
import random
from typing import NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import BUNDLED, load
from llmselect.catalog.standings import Use
from llmselect.charts.contributions import contributions
from llmselect.machine.machine import Machine
from llmselect.reports import criterion_words, lanes, radar_answer
from llmselect.scoring.ranking.recommend import Recommendation, assess, recommend
from llmselect.settings import Settings, Weight, Workload
from llmselect.text import Language, Voice

SLIDERS = ("privacy", "cost", "latency", "quality")
MEMORY_GIB = (16.0, 32.0, 64.0, 128.0)
USERS = (1, 1, 1, 4, 16)
SAY = Voice(Language.EN)


class Seen(NamedTuple):
    """What the page shows at one weighting."""

    picture: object
    firsts: tuple[str, ...]
    """The first candidate of each lane that has any."""
    models: tuple[str, ...]
    """Their models."""
    levels_differ: bool
    """Whether privacy differs within some lane, so that its slider can have a say there."""


def main() -> None:
    """Count over the situations, and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--situations", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    catalog, rng = load(BUNDLED), random.Random(asked.seed)
    counts = {slider: Counts() for slider in SLIDERS}
    for _ in range(asked.situations):
        for slider, (low, high) in pulled(catalog, rng).items():
            counts[slider] = counts[slider].and_pull(low, high)
    print(
        "| slider | moves | a picture changed | first of some lane changed | its model changed |\n|---|---|---|---|---|"
    )
    for name, count in (*counts.items(), ("all", Counts(*map(sum, zip(*counts.values(), strict=True))))):
        shares = (f"{share / count.moves:.0%}" for share in count[1:])
        print(f"| {name} | {count.moves} | {' | '.join(shares)} |")


class Counts(NamedTuple):
    """How many pulls of a slider there were, and in how many each thing changed."""

    moves: int = 0
    drawn: int = 0
    firsts: int = 0
    models: int = 0

    def and_pull(self, low: Seen, high: Seen) -> "Counts":
        """With one pull more."""
        changed = (low.picture != high.picture, low.firsts != high.firsts, low.models != high.models)
        return Counts(self.moves + 1, *(count + new for count, new in zip(self[1:], changed, strict=True)))


def pulled(catalog: Catalog, rng: random.Random) -> dict[str, tuple[Seen, Seen]]:
    """Each slider at 0 and at 10 in one situation; the others stand where they were drawn.

    Privacy is left out where no lane shows two levels: there it has nothing to say.
    """
    settings = _drawn(catalog, rng)
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs)
    weights = {slider: float(rng.randint(1, 10)) for slider in SLIDERS}

    def seen(slider: str, value: float) -> Seen:
        priorities = tuple(Weight(name, value if name == slider else weight) for name, weight in weights.items())
        return _seen(recommend(assessed, settings.requirements, priorities))

    both = {slider: (seen(slider, 0.0), seen(slider, 10.0)) for slider in SLIDERS}
    return {slider: ends for slider, ends in both.items() if slider != "privacy" or any(e.levels_differ for e in ends)}


def _drawn(catalog: Catalog, rng: random.Random) -> Settings:
    device = rng.choice((None, *sorted(catalog.accelerators)))
    machine = Machine(
        accelerator=device, count=rng.choice((1, 1, 1, 2)) if device else 1, host_memory_gib=rng.choice(MEMORY_GIB)
    )
    workload = Workload.usual(rng.choice(list(Use))).model_copy(update={"users": rng.choice(USERS)})
    return Settings(machine=machine, workload=workload)


def _seen(found: Recommendation) -> Seen:
    both = [lanes.lane(found, local=local) for local in (True, False)]
    shown = [lane for lane in both if lane]
    if not shown:
        return Seen((), (), (), False)
    counted = lanes.weighed(found)
    names = [criterion_words.virtue(i, SAY) for i in counted]
    pictures = [contributions(names, lanes.bars(found, lane, None, SAY), SAY, counted) for lane in shown]
    outlines = radar_answer.radar_of(found, lanes.unlike(found, tuple(both), None), SAY)
    levels = [{place.candidate.privacy_level for place in lane} for lane in shown]
    firsts = [lane[0].candidate for lane in shown]
    return Seen(
        (pictures, outlines),
        tuple(first.id for first in firsts),
        tuple(first.model.weights for first in firsts),
        any(len(each) > 1 for each in levels),
    )


if __name__ == "__main__":
    main()
