"""Cost & energy: the answer first, then the picture and the tables; every amount is the domain's own."""

import datetime
import json

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.price_terms.price_days import price_readers
from llmselect.errors import UnknownName
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.currency import USD_PER_EUR
from llmselect.estimates.cost.volume import per_month
from llmselect.estimates.energy.countries import country
from llmselect.reports.costs import comparison, exercises
from llmselect.reports.costs.comparison import compare, first_model
from llmselect.reports.costs.energy_words import energy_range, mass_range
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.offer_bills import OfferBills
from llmselect.settings import Costs, Machine, Ownership, Settings, Spending, Workload
from llmselect.ui.core import link_code
from llmselect.ui.costs import volume_controls
from tests.wording import EN, VOICE, plain, says

PER_DAY, PRESET, VIEW = volume_controls.PER_DAY, volume_controls.PRESET, "costs.view"


def main_text(at):
    return " ".join(each.value for each in (*at.main.markdown, *at.main.caption, *at.main.info))


def found(settings=None):
    settings = settings or Settings()
    bills = OfferBills.of(load(), settings)
    return compare(bills, first_model(load(), settings.workload), None)


def column(at, name, say=EN, **blanks):
    title = say(name, **blanks)
    return next(list(each.value[title]) for each in at.dataframe if title in each.value)


@pytest.mark.parametrize("language", VOICE)
def test_the_answer_stands_first_and_is_that_of_the_domain(visit, language):
    at, say = visit("costs", language), VOICE[language]
    expected = comparison.answer(found(), Money.of(Spending()), say)
    assert not at.exception
    assert plain(expected) in plain(main_text(at))
    assert [each.label for each in at.metric] == [say(f"costs.card_{n}") for n in ("api", "own", "even", "energy")]


@pytest.mark.parametrize("preset", volume_controls.PRESETS, ids=lambda each: each.id)
def test_a_preset_is_a_volume_of_the_settings(visit, preset):
    at = visit("costs")
    at.segmented_control(key=PRESET).set_value(preset.id).run()
    assert at.number_input(key=PER_DAY).value == preset.per_day
    assert at.session_state["workload.requests_per_month"] == per_month(preset.per_day)
    assert EN.number(per_month(preset.per_day), 0) in main_text(at)


@pytest.mark.parametrize("typed", [None, 0.0, -5.0, 1e12])
def test_a_volume_that_cannot_be_is_said_in_one_sentence(visit, typed):
    at = visit("costs")
    at.number_input(key=PER_DAY).set_value(typed).run()
    assert not at.exception
    assert says(main_text(at), "costs.no_volume")
    assert not at.metric
    at.number_input(key=PER_DAY).set_value(100.0).run()
    assert len(at.metric) == 4


def test_ten_times_the_volume_is_ten_times_the_bill_of_the_api(visit):
    at = visit("costs")
    low = column(at, "costs.col_month", currency="€")
    at.number_input(key=PER_DAY).set_value(3290.0).run()
    assert at.session_state["workload.requests_per_month"] == per_month(3290)
    assert sum(column(at, "costs.col_month", currency="€")) != sum(low)


def test_the_currency_and_its_rate_change_amounts_and_nothing_else(visit):
    at = visit("costs")
    euros = column(at, "costs.col_month", currency="€")
    at.segmented_control(key="spending.currency").set_value("usd").run()
    dollars = column(at, "costs.col_month", currency="$")
    assert dollars[-1] > euros[-1]
    assert [d / e for d, e in zip(dollars, euros, strict=True) if e > 50] == pytest.approx(
        [1.1298] * sum(e > 50 for e in euros), rel=0.02
    )


def test_no_amount_in_dollars_shows_the_sign_that_escapes_it(visit):
    at = visit("costs", s=link_code.encode(Settings(spending=Spending(currency="usd"))))
    assert any("\\$" in each.value for each in at.main.caption)
    assert not any("\\\\" in each.value for each in (*at.main.caption, *at.main.markdown))


def test_the_picture_holds_the_api_and_the_ways_and_marks_the_volume(visit):
    at = visit("costs")
    spec = json.loads(at.get("plotly_chart")[0].proto.spec)
    names = [trace["name"] for trace in spec["data"]]
    assert names[0] == EN("costs.range")
    assert any(EN("costs.way_mine", device="RTX 4090") == name for name in names)
    assert spec["layout"]["shapes"][0]["x0"] == Workload().requests_per_month
    lines = [trace for trace in spec["data"] if trace["mode"] == "lines" and trace["line"]["width"]]
    assert len({trace["line"]["dash"] for trace in lines}) == len(lines) >= 3


@pytest.mark.parametrize("view", ["offers", "efforts", "energy", "prices", "exercises"])
@pytest.mark.parametrize("language", VOICE)
def test_every_view_is_drawn_in_both_languages(visit, language, view):
    at = visit("costs", language)
    at.segmented_control(key=VIEW).set_value(view).run()
    assert not at.exception
    assert not at.error


def test_old_prices_and_sources_that_disagree_are_marked(visit):
    at = visit("costs")
    at.segmented_control(key=VIEW).set_value("prices").run()
    marks = " ".join(str(each) for each in column(at, "costs.col_mark"))
    assert EN("costs.stale") in marks
    assert EN("costs.disagree") in main_text(at)


def test_the_mark_of_an_old_price_stands_beside_the_amount_that_rests_on_it(visit):
    at, best = visit("costs"), found(Settings(machine=Machine(accelerator=None))).best
    cheap = visit("costs", s=link_code.encode(Settings(machine=Machine(accelerator=None))))
    assert best.stale(datetime.date.today())
    assert says(main_text(cheap), "costs.card_marks", marks=EN("costs.stale"))
    headings = next(list(each.value) for each in at.dataframe if EN("costs.col_mark") in each.value)
    assert headings.index(EN("costs.col_mark")) <= 5


def test_every_offer_says_where_its_price_was_read(visit):
    at = visit("costs")
    sources = column(at, "costs.col_source")
    assert sources
    assert all(sources)


def test_an_own_price_is_said_to_be_of_the_list_that_it_was_read_in(visit):
    at = visit("costs")
    at.segmented_control(key=VIEW).set_value("prices").run()
    readers = price_readers(load())
    assert sum(each.offers for each in readers) == sum(offer.price is not None for offer in load().file.offers)
    for each in readers:
        assert says(main_text(at), "costs.prices_reader", name=each.name, n=each.offers, day=EN.day(each.oldest))


@pytest.mark.parametrize("field", ["prompt_tokens", "output_tokens"])
def test_an_emptied_field_keeps_what_it_was(visit, field):
    at = visit("costs")
    before = at.session_state[f"workload.{field}"]
    at.number_input(key=f"costs.workload.{field}").set_value(None).run()
    assert not at.exception
    assert at.session_state[f"workload.{field}"] == before
    assert at.number_input(key=f"costs.workload.{field}").value == before


@pytest.mark.parametrize("language", VOICE)
def test_electricity_of_a_month_has_its_range(visit, language):
    at, say, api = visit("costs", language), VOICE[language], found().api
    requests = Workload().requests_per_month
    kwh, kg = (Estimate(*(side * requests for side in each)) for each in (api.kwh, api.kg))
    assert kwh.low < kwh.likely < kwh.high
    assert says(
        main_text(at),
        "costs.api_energy",
        say,
        kwh=energy_range(kwh, say),
        kg=mass_range(kg, say),
        size=say("costs.size_known"),
    )


def test_one_request_is_not_several():
    lone = found(Settings(workload=Workload(requests_per_month=1)))
    assert says(comparison.answer(lone, Money.of(Spending()), EN), "costs.request_one", n="1")


def test_answers_of_the_exercises_are_computed(visit):
    at = visit("costs")
    at.segmented_control(key=VIEW).set_value("exercises").run()
    shown = main_text(at)
    pair = exercises.contest(OfferBills.of(load(), Settings()))
    assert says(shown, "costs.exercise_1_answer", money=EN.number(pair.times_the_money, 0))
    assert says(shown, "costs.exercise_2_answer", usd="1,687.5")
    assert says(shown, "costs.exercise_3_answer", most="127")


def test_a_country_sets_the_price_of_its_electricity(visit):
    at = visit("costs")
    at.selectbox(key="spending.country").set_value("DEU").run()
    assert at.session_state["costs.electricity_usd_per_kwh"] == pytest.approx(0.3835 * 1.1298, abs=1e-4)
    at.segmented_control(key=VIEW).set_value("prices").run()
    assert says(main_text(at), "costs.electricity_of", country="Germany")
    assert not says(main_text(at), "costs.electricity_typed")
    at.number_input(key="costs.costs.electricity_usd_per_kwh").set_value(0.1).run()
    assert says(main_text(at), "costs.electricity_typed", price=EN.number(0.1 / 1.1298, 4))
    at.selectbox(key="spending.country").set_value("ESP").run()
    assert says(main_text(at), "costs.electricity_mean", country="Spain")


def test_electricity_is_counted_by_default_at_the_price_that_is_shown_for_the_default_country():
    price = country(Spending().country).prices[0].eur_per_kwh
    assert Costs().electricity_usd_per_kwh == pytest.approx(price * USD_PER_EUR, abs=1e-4)


def test_a_country_of_a_link_that_nobody_knows_is_refused_and_the_page_goes_on(visit):
    code = link_code.encode(Settings(spending=Spending(country="XYZ")))
    with pytest.raises(UnknownName):
        link_code.decode(code, load())
    at = visit("costs", s=code)
    assert not at.exception
    assert at.session_state["spending.country"] == Spending().country


def test_a_machine_without_a_price_has_no_bill_and_says_so(visit):
    settings = Settings(machine=Machine(accelerator="RTX 3090 Ti"), costs=Costs(ownership=Ownership.RENTED))
    at = visit("costs", s=link_code.encode(settings))
    assert not at.exception
    names = column(at, "costs.way")
    mine = next(row for row, name in enumerate(names) if "RTX 3090 Ti" in name)
    assert column(at, "costs.col_even")[mine] == EN("costs.unknown")


def test_a_link_keeps_what_the_page_was_told(visit):
    spending = Spending(country="DEU", growth_per_month=0.1, peak_factor=2, batch_share=0.5, usd_per_eur=1.2)
    settings = Settings(spending=spending)
    assert link_code.decode(link_code.encode(settings), load()) == settings
    at = visit("costs", s=link_code.encode(settings))
    assert at.session_state["spending.country"] == "DEU"


def test_looking_at_the_page_changes_no_setting(visit):
    at = visit("costs")
    before = at.query_params["s"]
    at.run()
    assert at.query_params["s"] == before
    assert at.session_state["spending.batch_share"] is None


def test_the_address_holds_the_volume_that_was_typed(visit):
    at = visit("costs")
    at.segmented_control(key=PRESET).set_value("public").run()
    address = at.query_params["s"]
    code = address if isinstance(address, str) else address[0]
    assert link_code.decode(code, load()).workload.requests_per_month == per_month(100_000)


def test_batches_are_said_by_their_share(visit):
    at = visit("costs")
    at.slider(key="costs.spending.batch_share").set_value(0.5).run()
    assert at.session_state["spending.batch_share"] == 0.5
