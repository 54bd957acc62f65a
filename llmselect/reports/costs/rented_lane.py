"""The lane of rented machines as rows of its picture and of its table."""

import datetime
from typing import NamedTuple

from llmselect.catalog.price_terms.price_days import is_stale, rental_range, sources_disagree
from llmselect.charts.contributions import ContributionBar
from llmselect.estimates.core.columns import Estimate
from llmselect.reports import lanes
from llmselect.reports.card_facts import MONEY, PRIVACY, CardFact, card_facts
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.settings import RentedFrom
from llmselect.text import Language, Voice


class RentTerms(NamedTuple):
    """What the hour of a machine costs, who says so and when, and who operates it."""

    usd_per_hour: float | None
    """Of the whole machine; None where no source names a price."""
    source: str
    checked: datetime.date | None
    rented_from: RentedFrom
    other_sources: tuple[float, float] | None = None
    """Lowest and highest price that any source names, where they disagree."""


def rent_terms(each: RentedPlace) -> RentTerms:
    """Price, day and operator of a rented machine."""
    runs = each.place.candidate.assessment
    machine, operator = runs.machine, runs.costs.rented_from
    accelerator = None if machine.accelerator is None else runs.catalog.accelerator(machine.accelerator)
    if accelerator is None or accelerator.rental is None:
        return RentTerms(None, "", None, operator)
    rental, spread = accelerator.rental, rental_range(accelerator) if sources_disagree(accelerator) else None
    apart = None if spread is None else (spread[0] * machine.count, spread[2] * machine.count)
    return RentTerms(rental.usd_per_hour * machine.count, rental.source, rental.checked, operator, apart)


def rent_words(each: RentedPlace, money: Money, say: Voice, today: datetime.date | None = None) -> str:
    """Price by the hour with its source and day, marked where it is old or sources disagree, and the operator."""
    terms = rent_terms(each)
    if terms.usd_per_hour is None or terms.checked is None:
        return say("lanes.rent_unknown", operator=say(terms.rented_from.label))
    old = is_stale(terms.checked, today or datetime.date.today())
    told = say(
        "lanes.rent_old" if old else "lanes.rent",
        price=money.say(terms.usd_per_hour, say),
        source=terms.source,
        day=say.day(terms.checked),
        operator=say(terms.rented_from.label),
    )
    if terms.other_sources is None:
        return told
    low, high = terms.other_sources
    return f"{told} {say('lanes.rent_apart', between=money.between(Estimate(low, terms.usd_per_hour, high), say))}"


def rented_answer(found: Recommendation, places: tuple[RentedPlace, ...], money: Money, say: Voice) -> str:
    """The best rented way in one sentence, with its rank among all; `places` holds one at least."""
    first = places[0]
    facts = {fact.name: say(fact.value) for fact in card_facts(first.place.candidate, money)}
    return say(
        "lanes.rented_answer",
        model=first.place.candidate.model.name,
        machine=first.name,
        score=say.number(first.place.score, 0),
        rank=say.number(first.place.rank, 0),
        places=say.number(len(found) + 1, 0),
        money=facts[MONEY],
        privacy=facts[PRIVACY],
    )


def rented_selected(each: RentedPlace, money: Money, say: Voice) -> str:
    """What stands beside the lane of the way that was chosen in it, as its card may be out of sight."""
    facts = " · ".join(say(fact.value) for fact in card_facts(each.place.candidate, money))
    return say("lanes.rented_chosen", model=each.place.candidate.model.name, machine=each.name, facts=facts)


def rented_points(places: tuple[RentedPlace, ...], money: Money, say: Voice) -> tuple[str, ...]:
    """The lane for the memo: each way with its rank, rent and facts, and what the sureness does not speak of."""
    if not places:
        return ()
    points = (_point(each, facts, money, say) for each, facts in rented_facts(places, money))
    return (*points, say("lanes.rented_price"), say("lanes.rented_sure"))


def _point(each: RentedPlace, facts: tuple[CardFact, ...], money: Money, say: Voice) -> str:
    place = each.place
    return say(
        "lanes.rented_point",
        rank=say.number(place.rank, 0),
        model=place.candidate.model.name,
        how=f"{each.name} · {lanes.how(place.candidate, say)}",
        score=say.number(place.score, 1),
        rent=rent_words(each, money, say),
        facts=" · ".join(say(fact.value) for fact in facts),
    )


def rent_columns(each: RentedPlace) -> dict[str, object]:
    """What a file says of a rented way beside everything else, by column."""
    terms = rent_terms(each)
    return {
        "rank": each.place.rank,
        "way": "rented",
        "rented_machine": each.name,
        "rent_usd_per_hour": terms.usd_per_hour,
        "rent_source": terms.source,
        "rent_checked": None if terms.checked is None else terms.checked.isoformat(),
        "rented_from": str(terms.rented_from),
    }


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
        lines.append("      " + rent_words(each, money, say))
    return [*lines, say("lanes.rented_price"), say("lanes.rented_sure")]


def rented_values(places: tuple[RentedPlace, ...], money: Money, language: Language) -> list[dict[str, object]]:
    """The same for programs."""
    say = Voice(language)
    return [
        {
            **rent_columns(each),
            "machine": each.name,
            "id": each.id,
            "model": each.place.candidate.model.id,
            "privacy_level": each.place.candidate.privacy_level,
            "privacy_evidence": say(each.place.candidate.privacy_evidence),
            "score": each.place.score,
            "usd_per_month": each.place.candidate.cost_usd_per_month,
            "facts": {fact.name: say(fact.value) for fact in facts},
        }
        for each, facts in rented_facts(places, money)
    ]


def _bar(each: RentedPlace, say: Voice) -> ContributionBar:
    row = lanes.bars(each.found, (each.place,), None, say)[0]
    return row._replace(id=each.id, rank=str(each.place.rank), how=f"{each.name} · {row.how}")
