"""Energy and emissions are those of the package whose method is followed, and say when nobody knows."""

import datetime

import numpy as np
import pytest
from ecologits.electricity_mix_repository import electricity_mixes
from ecologits.impacts.llm import compute_llm_impacts
from ecologits.model_repository import ParametersMoE, models
from ecologits.tracers.utils import PROVIDER_CONFIG_MAP
from ecologits.utils.range_value import RangeValue

from llmselect.catalog.load import load
from llmselect.errors import UnknownName
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.capacity import Capacity
from llmselect.estimates.cost.hosting import Hosting, HostingKind
from llmselect.estimates.cost.offer_costs import offer_costs
from llmselect.estimates.cost.volume import Volume
from llmselect.estimates.energy.answers import offer_energy, own_energy
from llmselect.estimates.energy.countries import countries, country, mean_price
from llmselect.estimates.energy.served_sizes import NAMES, OVERHEADS, ZONES, zone_of
from llmselect.machine.machine import Machine
from llmselect.settings import Costs, RentedHours, Settings, Workload

WORKLOAD = Workload(output_tokens=300, thinking_tokens=0)
DAY = datetime.date(2026, 11, 29)


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def costs(catalog):
    return offer_costs(catalog, WORKLOAD, Volume(1000), DAY)


def ends(value):
    return (value.min, value.max) if isinstance(value, RangeValue) else (value, value)


def by_the_package(provider, name, tokens=300):
    model, where = models.find_model(provider, name), PROVIDER_CONFIG_MAP[provider]
    mix = electricity_mixes.find_electricity_mix(where.datacenter_location)
    parameters = model.architecture.parameters
    mixture = isinstance(parameters, ParametersMoE)
    return compute_llm_impacts(
        model_active_parameter_count=parameters.active if mixture else parameters,
        model_total_parameter_count=parameters.total if mixture else parameters,
        output_token_count=tokens,
        if_electricity_mix_adpe=mix.adpe,
        if_electricity_mix_pe=mix.pe,
        if_electricity_mix_gwp=mix.gwp,
        if_electricity_mix_wue=mix.wue,
        datacenter_pue=where.datacenter_pue,
        datacenter_wue=where.datacenter_wue,
        tps=model.deployment.tps if model.deployment else None,
        ttft=model.deployment.ttft if model.deployment else None,
    )


def test_closed_models_take_what_the_package_says(catalog, costs):
    energy, compared = offer_energy(catalog, costs, WORKLOAD), 0
    for row, at in enumerate(costs.rows.offer):
        offer = catalog.file.offers[at]
        provider = NAMES.get(offer.provider)
        if provider is None or catalog.models[catalog.models[offer.model].weights].total_parameters:
            continue
        if models.find_model(provider, offer.api_model_id) is None:
            continue
        expected = by_the_package(provider, offer.api_model_id)
        low, high = ends(expected.energy.value)
        assert (energy.kwh.low[row], energy.kwh.high[row]) == pytest.approx((low, high), rel=1e-9), offer.id
        low, high = ends(expected.gwp.value)
        assert (energy.kg.low[row], energy.kg.high[row]) == pytest.approx((low, high), rel=1e-9), offer.id
        compared += 1
    assert compared > 100


def test_overheads_and_places_are_those_of_the_package():
    for ours, theirs in NAMES.items():
        where = PROVIDER_CONFIG_MAP[theirs]
        assert OVERHEADS[ours] == ends(where.datacenter_pue)
        assert zone_of(ours) == where.datacenter_location
    assert set(ZONES) <= set(NAMES)


def test_a_model_whose_size_nobody_knows_has_no_energy(catalog, costs):
    energy = offer_energy(catalog, costs, WORKLOAD)
    unknown = np.isnan(energy.kwh.likely)
    assert unknown.any()
    for row in np.flatnonzero(unknown):
        model = catalog.file.models[costs.rows.model[row]]
        assert not catalog.models[model.weights].total_parameters
    assert np.isnan(energy.kg.high[unknown]).all()


def test_ends_hold_the_middle_and_thoughts_take_energy(catalog):
    costs = offer_costs(catalog, Workload(), Volume(1000), DAY)
    energy = offer_energy(catalog, costs, Workload())
    known = ~np.isnan(energy.kwh.likely)
    assert (energy.kwh.low[known] <= energy.kwh.likely[known]).all()
    assert (energy.kwh.likely[known] <= energy.kwh.high[known]).all()
    short = offer_energy(catalog, offer_costs(catalog, WORKLOAD, Volume(1000), DAY), WORKLOAD)
    assert np.nanmax(energy.kwh.likely / short.kwh.likely) > 2


def test_the_grid_of_france_emits_a_ninth_of_that_of_the_united_states(catalog, costs):
    assert country("USA").kg_per_kwh / country("FRA").kg_per_kwh == pytest.approx(9.28, abs=0.01)
    here, there = (offer_energy(catalog, costs, WORKLOAD, zone) for zone in ("FRA", "USA"))
    known = ~np.isnan(here.kg.likely)
    assert (here.kg.likely[known] < there.kg.likely[known]).all()


def test_grids_are_those_of_the_package():
    for code, each in countries().items():
        assert each.kg_per_kwh == electricity_mixes.find_electricity_mix(code).gwp


def test_an_unknown_country_is_refused_in_one_sentence():
    with pytest.raises(UnknownName) as fault:
        country("XYZ")
    assert "XYZ" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_prices_of_electricity_carry_source_and_day_and_say_when_sources_disagree():
    for each in countries().values():
        for price in each.prices:
            assert 0.05 < price.eur_per_kwh < 0.6
            assert price.source
            assert price.day < DAY
    assert country("FRA").prices_disagree
    assert not country("DEU").prices_disagree
    assert mean_price().eur_per_kwh == pytest.approx(0.2872)


def machine_of(kind, watts=700.0):
    served = Capacity(load().quantization("FP8"), 8, Estimate(500, 1000, 2000), Estimate(1, 2, 3), Estimate(1, 2, 3))
    return Hosting(kind, Machine(accelerator="H100 SXM 80GB"), served, None, Estimate(watts, watts, watts))


def test_a_machine_at_home_takes_its_power_while_it_computes():
    one = Estimate(1, 1, 1)
    month = own_energy(machine_of(HostingKind.MINE), Settings(), 10_000, one, data_centre=False)
    assert month.kwh == pytest.approx((3.5, 7.0, 14.0))  # 5, 10 and 20 hours of 700 W
    assert month.kg == pytest.approx(tuple(kwh * 0.04144 for kwh in month.kwh))
    assert not month.making_counted


def test_a_rented_machine_around_the_clock_may_take_its_power_in_every_hour():
    one = Estimate(1, 1, 1)
    always = own_energy(machine_of(HostingKind.RENTED), Settings(), 10_000, one, data_centre=True)
    busy = Settings(costs=Costs(rented_hours=RentedHours.BY_VOLUME))
    assert always.kwh.high == pytest.approx(0.7 * 730 * 1.2)
    assert own_energy(machine_of(HostingKind.RENTED), busy, 10_000, one, data_centre=True).kwh.high < always.kwh.high
    assert always.kg.likely > always.kwh.likely * country("FRA").kg_per_kwh


def test_a_machine_that_cannot_run_the_model_has_no_energy():
    nowhere = Hosting(HostingKind.MINE, Machine(), None, None, Estimate(1, 1, 1))
    assert own_energy(nowhere, Settings(), 10, Estimate(1, 1, 1), data_centre=False) is None
