"""Speeds of providers from the router: what passes the door, what stays when it does not answer, whose speed it is."""

import datetime
import json
from types import SimpleNamespace

import numpy as np
import pytest

from llmselect.hub import pacing
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import SENTENCES, FaultKind, HubFault
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.hub.served_speeds import copies, router
from llmselect.hub.served_speeds.copies import SpeedCopies, bundled_day, bundled_offers, read_served_speeds
from llmselect.hub.served_speeds.measurements import measurements_for
from llmselect.hub.served_speeds.router import parse_router
from llmselect.hub.served_speeds.snapshot import SpeedSnapshot
from scripts import take_served_speeds
from tests.hub.router_lists import MODELS, PATH, entry, in_place_of_the_router, listing
from tests.wording import says

DAY = datetime.date(2026, 11, 28)


def of(answer: object, repository: str) -> list:
    return [one for one in parse_router(answer, DAY) if one.repository == repository]


@pytest.fixture
def asked(hub, online, monkeypatch):
    """The stand-in as the router; `answer` is its list."""
    state = in_place_of_the_router(monkeypatch, hub)
    state.answer = listing(("Qwen/Qwen3-8B", [entry("fireworks-ai", throughput=99.0)]))
    return state


@pytest.fixture
def later(monkeypatch):
    """Seconds that pass when the test says so."""
    now = SimpleNamespace(s=1000.0)
    monkeypatch.setattr(pacing, "time", SimpleNamespace(monotonic=lambda: now.s))
    return now


def test_an_offer_keeps_its_speed_wait_price_and_the_catalogs_name_of_its_provider():
    (one,) = of(listing(("zai-org/GLM-4.6", [entry("zai-org", new_key=1)])), "zai-org/GLM-4.6")
    assert (one.provider, one.tokens_per_s, one.ttft_s, one.day) == ("zai", 24.69, 1.49, DAY)
    assert (one.input_usd_per_mtok, one.output_usd_per_mtok, one.context_tokens) == (0.1, 0.4, 131072)


@pytest.mark.parametrize(
    "broken",
    [
        entry(throughput=-3.0),
        entry(throughput="fast"),
        entry(throughput=float("nan")),
        entry(throughput=1e9),
        entry(throughput=True),
        entry(first_token_latency_ms=-1),
        entry(status="error"),
        entry(status=None),
        entry(provider="../../etc"),
        entry(provider=7),
        entry(throughput=None, first_token_latency_ms=None),
        {"name": "novita"},
        "novita",
        None,
        [],
    ],
)
def test_one_bad_entry_is_dropped_alone(broken):
    found = of(
        listing(("owner/mixed", [broken, entry("together"), {**entry("groq"), "pricing": {"input": -5}}])),
        "owner/mixed",
    )
    assert [one.provider for one in found] == ["together", "groq"]
    assert [one.input_usd_per_mtok for one in found] == [0.1, None]


@pytest.mark.parametrize("model", [None, 3, {"id": "no-owner", "providers": [entry()]}, {"id": "a/b", "providers": {}}])
def test_one_bad_model_is_dropped_alone(model):
    answer = listing()
    answer["data"].append(model)
    assert len(parse_router(answer, DAY)) == len(MODELS)


def renamed() -> dict:
    return json.loads(json.dumps(listing()).replace("throughput", "tps"))


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        None,
        "list",
        {"data": []},
        {"data": {}},
        {"models": listing()["data"]},
        {"data": listing()["data"][:3]},
        renamed(),
    ],
)
def test_a_list_that_is_empty_cut_or_renamed_is_no_list(answer):
    with pytest.raises(HubFault) as raised:
        parse_router(answer, DAY)
    assert raised.value.kind is FaultKind.BAD_DATA
    assert raised.value.text.en != raised.value.text.fr


def test_the_project_has_a_dated_copy_and_says_so_before_anything_is_read(online):
    found = SpeedCopies().snapshot()
    assert (found.state, found.day, found.read_at, found.reason) == (CopyState.BUNDLED, bundled_day(), None, None)
    assert len(found.offers) > 150
    assert all(datetime.date(2026, 2, 1) <= one.day < DAY for one in found.offers)


def test_a_reading_is_one_request_without_a_key_and_is_live(asked, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", asked.hub.files_url)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    found = read_served_speeds(SpeedCopies())
    assert (found.state, found.reason, len(found.offers)) == (CopyState.LIVE, None, len(MODELS) + 1)
    assert [one.path for one in asked.hub.asked] == [PATH]
    assert "authorization" not in asked.hub.asked[0].headers


def test_the_last_good_copy_outlives_the_process(asked, ageing):
    read_served_speeds(SpeedCopies())
    found = SpeedCopies().snapshot()
    assert (found.state, len(found.offers)) == (CopyState.CACHED, len(MODELS) + 1)
    assert found.read_at is not None
    assert found.day == found.read_at.date()


FAULTS = {
    "cut": ({"status": 200, "body": json.dumps(listing()).encode()[:900]}, FaultKind.BAD_DATA),
    "broken off": ({"status": 200, "body": json.dumps(listing()).encode(), "cut_after": 50}, FaultKind.UNREACHABLE),
    "empty": ({"status": 200, "body": b""}, FaultKind.BAD_DATA),
    "a page": ({"status": 200, "body": b"<html>"}, FaultKind.BAD_DATA),
    "negative": (
        {"status": 200, "body": json.dumps(listing()).replace("24.69", "-24.69").encode()},
        FaultKind.BAD_DATA,
    ),
    "a gigabyte": ({"endless": True}, FaultKind.TOO_LARGE),
    "refused": ({"status": 429, "headers": {"Retry-After": "900"}}, FaultKind.RATE_LIMITED),
    "gone": ({"status": 404}, FaultKind.BAD_DATA),
    "down": ({"status": 503}, FaultKind.BAD_DATA),
    "slow": ({"status": 200, "delay_s": 1.0}, FaultKind.TIMEOUT),
}


@pytest.mark.parametrize(("fault", "kind"), FAULTS.values(), ids=FAULTS)
def test_whatever_the_router_does_the_last_good_copy_stays_with_one_sentence(asked, ageing, later, quick, fault, kind):
    speeds = SpeedCopies()
    good = read_served_speeds(speeds).offers
    later.s += 61
    asked.hub.fail(PATH, **fault)
    found = read_served_speeds(speeds, asked=True)
    assert (found.state, found.offers) == (CopyState.CACHED, good)
    assert found.reason is not None
    told = SENTENCES[kind].en.partition("{subject}")[2].partition("{")[0]
    assert told in found.reason.en
    assert router.HOST in found.reason.en
    assert router.HOST in found.reason.fr
    assert asked.hub.sent_bytes < 3 * router.LARGEST_BYTES
    assert SpeedCopies().snapshot().offers == good


def test_the_router_is_asked_once_a_minute_and_after_failures_ever_later(asked, ageing, later):
    speeds = SpeedCopies()
    asked.hub.fail(PATH, status=503, times=3)
    pauses = []
    for _ in range(3):
        assert speeds.due()
        read_served_speeds(speeds)
        pauses.append(speeds.wait_s)
        read_served_speeds(speeds, asked=True)
        later.s += pauses[-1]
    assert pauses == [60, 120, 240]
    assert len(asked.hub.asked) == 3
    assert read_served_speeds(speeds).reason is None
    assert speeds.wait_s == 60


def test_a_young_copy_is_not_read_again_unless_a_person_asks(asked, later):
    speeds = SpeedCopies()
    read_served_speeds(speeds)
    later.s += 61
    assert (speeds.due(), speeds.due(asked=True)) == (False, True)


def test_nothing_is_asked_where_the_owner_switched_it_off(asked, monkeypatch):
    monkeypatch.setenv("LLMSELECT_OFFLINE", "1")
    found = read_served_speeds(SpeedCopies(), asked=True)
    assert (found.state, found.reason, asked.hub.asked) == (CopyState.BUNDLED, copies.SPEEDS_SWITCHED_OFF, [])


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"version": 2}', b"[" * 100_000, b'{"version":1,"read_at":"2999-01-01T00:00:00Z","offers":[]}'],
)
def test_a_broken_file_on_disk_counts_as_none(online, body):
    (online / copies.FOLDER).mkdir()
    (online / copies.FOLDER / copies.FILE).write_bytes(body)
    assert SpeedCopies().snapshot().state is CopyState.BUNDLED


def snapshot_of(answer: dict, day: datetime.date = DAY) -> SpeedSnapshot:
    return SpeedSnapshot(CopyState.LIVE, day, None, None, parse_router(answer, day))


def test_a_probe_speaks_for_the_offer_of_the_same_provider_and_weights_alone(catalog):
    offer = catalog.offers["novita:zai-org/glm-4.6"]
    repository = catalog.models[catalog.models[offer.model].weights].hub_repo
    snapshot = snapshot_of(listing((repository, [entry("novita", throughput=77.0), entry("nobody", throughput=5.0)])))
    found = measurements_for(catalog, snapshot, DAY + datetime.timedelta(days=3))
    told = np.flatnonzero(found.tokens_per_s == 77.0)
    assert {catalog.file.offers[row].provider for row in told} == {"novita", "huggingface"}
    weights = {catalog.models[catalog.file.offers[row].model].weights for row in told}
    assert weights == {catalog.models[offer.model].weights}
    assert set(found.age_days[told]) == {3.0}
    assert np.isnan(np.delete(found.tokens_per_s, told)).all()


def test_the_router_itself_is_as_fast_as_its_fastest_provider(catalog):
    row, offer = next((at, one) for at, one in enumerate(catalog.file.offers) if one.provider == "huggingface")
    repository = catalog.models[catalog.models[offer.model].weights].hub_repo
    answer = listing(
        (
            repository,
            [entry("novita", throughput=20.0), entry("cerebras", throughput=900.0), entry("groq", throughput=300.0)],
        )
    )
    assert measurements_for(catalog, snapshot_of(answer), DAY).tokens_per_s[row] == 900.0


def test_a_probe_of_weights_sold_under_several_names_speaks_for_the_one_that_is_called_so(catalog):
    rows = {one.id: at for at, one in enumerate(catalog.file.offers)}
    plain, quick = rows["novita:minimax/minimax-m2.7"], rows["novita:minimax/minimax-m2.7-highspeed"]
    repository = catalog.models[catalog.models[catalog.file.offers[plain].model].weights].hub_repo
    found = measurements_for(catalog, snapshot_of(listing((repository, [entry("novita", throughput=50.0)]))), DAY)
    assert found.tokens_per_s[plain] == 50.0
    assert np.isnan(found.tokens_per_s[quick])


def test_the_copy_in_the_project_measures_offers_of_the_catalog(catalog):
    snapshot = SpeedSnapshot(CopyState.BUNDLED, bundled_day(), None, None, bundled_offers())
    found = measurements_for(catalog, snapshot, DAY)
    known = ~np.isnan(found.tokens_per_s)
    assert known.sum() > 60
    assert (found.age_days[known] > 90).all()


def test_reading_does_not_wait_for_another_reading(asked):
    speeds = SpeedCopies()
    with speeds._reading:
        assert speeds.read(Hub()) == 0
    assert asked.hub.asked == []


def test_todays_speeds_become_rows_of_the_project_once_a_day(catalog):
    offers = parse_router(listing(("Qwen/Qwen3-8B", [entry("fireworks-ai")])), DAY)
    rows = list(take_served_speeds.lines(catalog, offers))
    assert ["Qwen/Qwen3-8B", "qwen3-8b", "fireworks", "24.69", "1.49", "0.1", "0.4", DAY.isoformat(), "router"] in rows
    old = [["a/b", "", "novita", "1", "", "", "", "2026-02-26", "hub-docs"]]
    assert take_served_speeds.merged([*old, *rows], rows) == take_served_speeds.merged(old, rows)
    assert len(take_served_speeds.merged(old, rows)) == len(rows) + 1


def test_a_list_that_lost_most_of_its_offers_does_not_take_the_place_of_the_good_copy(asked, ageing, later):
    asked.answer = listing(*((f"more/{number}", [entry()]) for number in range(60)))
    speeds = SpeedCopies()
    good = read_served_speeds(speeds).offers
    asked.answer = listing()
    later.s += 61
    found = read_served_speeds(speeds, asked=True)
    assert found.offers == good == SpeedCopies().snapshot().offers
    assert found.reason is not None
    assert says(found.reason.en, SENTENCES[FaultKind.IMPLAUSIBLE])
