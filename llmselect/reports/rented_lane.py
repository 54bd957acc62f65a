"""The lane of rented machines as rows of its picture and of its table."""

from llmselect.charts.contributions import ContributionBar
from llmselect.reports import lanes
from llmselect.reports.card_facts import CardFact, card_facts
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.text import Voice


def rented_bars(places: tuple[RentedPlace, ...], say: Voice) -> list[ContributionBar]:
    """A row for each place: the machine before how the model is stored, and the rank that it would take."""
    return [_bar(each, say) for each in places]


def rented_facts(places: tuple[RentedPlace, ...]) -> list[tuple[RentedPlace, tuple[CardFact, ...]]]:
    """Each place with the five facts of every card."""
    return [(each, card_facts(each.place.candidate)) for each in places]


def _bar(each: RentedPlace, say: Voice) -> ContributionBar:
    row = lanes.bars(each.found, (each.place,), None, say)[0]
    return row._replace(id=f"{each.name}/{row.id}", rank=str(each.place.rank), how=f"{each.name} · {row.how}")
