"""`recommend`: the ranked answer as text or JSON."""

from argparse import Namespace
from pathlib import Path

from llmselect.command.live import with_own
from llmselect.command.options import Options, asks_this_computer, read_options
from llmselect.command.printing import catalog_of, print_json
from llmselect.errors import BadNumber
from llmselect.estimates.cost.rented_machines import rented_machine
from llmselect.hub.served_speeds.measurements import current_measurements
from llmselect.reports import memo_file
from llmselect.reports.answer_json import as_json
from llmselect.reports.answer_text import as_text
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.rented_lane import rented_lines, rented_values
from llmselect.reports.lanes import ROWS
from llmselect.reports.law import law_note_file
from llmselect.scoring.ranking.recommend import Recommendation, assess, recommend
from llmselect.scoring.ranking.rented import RentedPlace, rank_rented, rented_costs
from llmselect.scoring.robustness.workload_changes import WorkloadChange, find_workload_changes
from llmselect.text import Voice


def run(given: Namespace) -> int:
    """Print the places, and what was left out and why."""
    if given.top < 0:
        raise BadNumber("top", given.top, "0 or more")
    catalog, own = with_own(catalog_of(given), given.own)
    options = read_options(catalog, given, own)
    recommendation = answer(options, ask_speeds=given.live_speeds)
    settings, tried = options.settings, not given.no_levers
    levers = _levers(options, recommendation) if tried else ()
    hired = rented(options, recommendation)
    if given.memo:
        memo_file.write(Path(given.memo), recommendation, settings, levers, hired)
    if given.law_note:
        law_note_file.write(Path(given.law_note), options.catalog, settings)
    money = Money.of(settings.spending)
    every = given.excluded
    if given.json:
        found = levers if tried else None
        whole = as_json(recommendation, given.top, settings, every_exclusion=every, levers=found)
        print_json(whole | {"rented": rented_values(hired, money, settings.language)})
    else:
        print(*as_text(recommendation, given.top, settings, every_exclusion=every, levers=levers), sep="\n")
        print(*rented_lines(hired, money, Voice(settings.language)), sep="\n", end="\n" if hired else "")
        if asks_this_computer(given):
            print(Voice(options.settings.language)("command.this_computer"))
    return 0


def _levers(options: Options, recommendation: Recommendation) -> tuple[WorkloadChange, ...]:
    """What of the workload or the machine would put another model first, found by trying."""
    places = recommendation.places(1)
    if not places:
        return ()
    return tuple(find_workload_changes(options.catalog, options.settings, places[0].candidate))


def rented(options: Options, found: Recommendation) -> tuple[RentedPlace, ...]:
    """The best on the machines that are named to be rented; raises UnknownName for one that nobody rents."""
    settings, catalog = options.settings, options.catalog
    machines = [(name, rented_machine(catalog, name)) for name in settings.spending.rented]
    costs = rented_costs(settings.costs)
    valued = ((name, assess(catalog, machine, settings.workload, costs)) for name, machine in machines)
    return rank_rented(found, settings, valued, ROWS)


def answer(options: Options, *, ask_speeds: bool = False) -> Recommendation:
    """Rank the catalog for these options, with the speeds of offers that the pages have too.

    `ask_speeds`: ask the router for today's before.
    """
    settings, served = options.settings, current_measurements(options.catalog, asked=ask_speeds)
    assessed = assess(options.catalog, settings.machine, settings.workload, settings.costs, served)
    return recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)
