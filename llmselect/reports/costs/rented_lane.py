"""The lane of rented machines as rows of its picture and of its table."""

from llmselect.charts.contributions import ContributionBar
from llmselect.reports import lanes
from llmselect.reports.card_facts import CardFact, card_facts
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.text import Language, Voice


def rented_bars(places: tuple[RentedPlace, ...], say: Voice) -> list[ContributionBar]:
    """A row for each place: the machine before how the model is stored, and the rank that it would take."""
    return [_bar(each, say) for each in places]


def rented_facts(places: tuple[RentedPlace, ...], money: Money) -> list[tuple[RentedPlace, tuple[CardFact, ...]]]:
    """Each place with the five facts of every card."""
    return [(each, card_facts(each.place.candidate, money)) for each in places]


def rented_lines(places: tuple[RentedPlace, ...], money: Money, say: Voice) -> list[str]:
    """The lane for a terminal; empty where no machine is rented."""
    if not places:
        return []
    lines = ["", say("lanes.rented")]
    for each, facts in rented_facts(places, money):
        place = each.place
        how = f"{each.name} · {lanes.how(place.candidate, say)}"
        lines.append(f"{place.rank:>4}. {place.candidate.model.name} ({how}): {say.number(place.score, 1)}")
        lines.append("      " + " · ".join(say(fact.value) for fact in facts))
    return lines


def rented_values(places: tuple[RentedPlace, ...], money: Money, language: Language) -> list[dict[str, object]]:
    """The same for programs."""
    say = Voice(language)
    return [
        {
            "rank": each.place.rank,
            "machine": each.name,
            "id": each.place.candidate.id,
            "score": each.place.score,
            "usd_per_month": each.place.candidate.cost_usd_per_month,
            "facts": {fact.name: say(fact.value) for fact in facts},
        }
        for each, facts in rented_facts(places, money)
    ]


def _bar(each: RentedPlace, say: Voice) -> ContributionBar:
    row = lanes.bars(each.found, (each.place,), None, say)[0]
    return row._replace(id=f"{each.name}/{row.id}", rank=str(each.place.rank), how=f"{each.name} · {row.how}")
