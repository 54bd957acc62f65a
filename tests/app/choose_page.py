"""What a test of Choose asks of the page: its lanes, its radar, its tables, and the answer that they show."""

from llmselect.catalog import load
from llmselect.estimates.quality import Evidence
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Requirements, Settings
from llmselect.ui.core import link_code
from llmselect.ui.store import live_speeds
from tests.app.live_charts import bar_rows, sent
from tests.wording import EN

MAIN = ("privacy", "cost", "latency", "quality")


def weigh(at, **weights):
    for name in MAIN:
        at.slider(key=f"weight.{name}").set_value(weights.get(name, 0))
    return at.run()


def lane(at, name):
    """The rows of a lane as the browser gets them, best first; None where the lane is empty."""
    return next(iter(bar_rows(at, f"lanes.{name}")), None)


def ids(at, name):
    """The candidates of a lane, best first."""
    return [row["id"] for row in lane(at, name)]


def radar(at):
    """What each outline is drawn as, by its name; the visitor's weights among them."""
    (drawn,) = sent(at, "llmselect_radar", "choose.radar")
    return {drawn["weights_name"]: drawn["weights"]} | {shape["name"]: shape for shape in drawn["shapes"]}


def table_with(at, heading):
    """The one table that has a column of that heading."""
    (found,) = (each.value for each in at.dataframe if heading in each.value)
    return found


def whole_table(at):
    at.segmented_control(key="behind.view").set_value("table").run()
    return table_with(at, EN("table.score"))


def asking(**requirements):
    return Settings(machine=Machine(accelerator="RTX 4090"), requirements=Requirements(**requirements))


def choose_one(at, number=1):
    """Choose a place of the lane by API in the list."""
    chosen = ids(at, "served")[number]
    at.selectbox(key="choose.candidate").set_value(chosen).run()
    return chosen


def answer(at):
    """What the page's address stands for."""
    settings = link_code.decode(at.query_params["s"], load.load())
    served = live_speeds.measurements(load.load())
    assessed = assess(load.load(), settings.machine, settings.workload, settings.costs, served)
    return recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)


def places(at, most=25):
    return answer(at).places(most)


def look_at_a_scored_one(at):
    """The card of the first place whose own scores speak for the use."""
    found = next(place.candidate for place in places(at) if place.candidate.evidence is Evidence.MEASURED)
    return at.selectbox(key="choose.candidate").set_value(found.id).run()
