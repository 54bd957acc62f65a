"""Speeds of providers through the real app: state and day beside them, live after the page, free quotas marked."""

import datetime
import threading

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.accuracy import served_accuracy
from llmselect.estimates.speed.served_speed import SpeedBasis
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.hub.served_speeds.copies import bundled_day
from llmselect.hub.served_speeds.measurements import current_measurements
from llmselect.hub.served_speeds.snapshot import NAME
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess
from llmselect.settings import Requirements, Settings
from llmselect.ui.core import formatting, link_code
from llmselect.ui.store import cached, live_speeds
from tests.app.board_pages import said, table
from tests.app.served_pages import wait_until_read
from tests.hub.router_lists import listing, measured_model
from tests.wording import EN, VOICE, says

STATES = {CopyState.LIVE: "served.live", CopyState.BUNDLED: "served.bundled", CopyState.CACHED: "served.cached"}
BROKEN = {
    "empty": {},
    "cut": {"data": listing()["data"][:3]},
    "negative": {"data": [{"id": "a/b", "providers": [{"provider": "x", "status": "live", "throughput": -1}]}] * 99},
    "text": "busy",
}


def shows(at, state, day, voice):
    return says(said(at), STATES[state], voice, day=voice.day(day))


def today():
    return datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize("language", VOICE)
def test_choose_says_state_and_day_of_the_speeds(visit, nothing_read, language):
    at = visit("choose", language)
    assert not at.exception
    assert shows(at, CopyState.BUNDLED, bundled_day(), VOICE[language])
    assert says(said(at), "served.counted_none", VOICE[language])


@pytest.mark.parametrize("language", VOICE)
def test_live_speeds_come_after_the_page(visit, router, language):
    router.answer = listing(measured_model(load()))
    drawn = threading.Event()
    router.hub.fail("/v1", until=drawn)
    at = visit("choose", language)
    assert shows(at, CopyState.BUNDLED, bundled_day(), VOICE[language])
    drawn.set()
    wait_until_read()
    at.run()
    assert not at.exception
    assert shows(at, CopyState.LIVE, today(), VOICE[language])
    assert says(said(at), "served.counted", VOICE[language])


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_list_leaves_the_last_good_copy_and_one_sentence(visit, router, name):
    visit("choose")
    wait_until_read()
    before = live_speeds.snapshot()
    assert before.state is CopyState.LIVE
    router.answer = BROKEN[name]
    live_speeds._copies()._pacing._not_before = 0.0
    assert live_speeds.refresh()
    wait_until_read()
    assert live_speeds.snapshot().offers == before.offers
    at = visit("choose")
    assert not at.exception
    assert not at.error
    assert shows(at, CopyState.LIVE, today(), EN)


def test_a_list_too_long_to_read_leaves_the_copy_of_the_project(visit, router):
    router.hub.fail("/v1", times=9, endless=True)
    visit("choose")
    wait_until_read()
    at = visit("choose")
    assert not at.exception
    assert shows(at, CopyState.BUNDLED, bundled_day(), EN)
    assert live_speeds.snapshot().reason.en in said(at)


def test_the_card_of_an_offer_says_what_its_speed_is_known_from(visit, nothing_read):
    at = visit("choose", s=link_code.encode(Settings(requirements=Requirements(served=True))))
    assert not at.exception
    at.segmented_control(key="choose.card").set_value("facts").run()
    card = next(each.value for each in at.main.markdown if EN("card.speed_basis") in each.value)
    assert any(says(card, "served.estimated", basis=EN(each.label)) for each in SpeedBasis)


@pytest.mark.parametrize("language", VOICE)
def test_a_measured_speed_names_its_source_and_day(router, language):
    router.answer = listing(measured_model(load()))
    live_speeds.snapshot()
    wait_until_read()
    estimates, say = cached.assessed(Settings()).estimates, VOICE[language]
    (row, *_) = (estimates.speed_basis == SpeedBasis.MEASURED).nonzero()[0].tolist()
    told = formatting.speed_basis(Candidate(estimates, row), say)
    assert told == say("served.measured_on", source=say(NAME), day=say.day(today()))


@pytest.mark.parametrize("read", [False, True])
def test_pages_and_command_line_estimate_with_the_same_speeds(router, monkeypatch, read):
    router.answer = listing(measured_model(load()))
    if read:
        live_speeds.snapshot()
        wait_until_read()
    monkeypatch.setenv("LLMSELECT_OFFLINE", "1")
    settings, page = Settings(), cached.assessed(Settings()).estimates
    served = current_measurements(load())
    command = assess(load(), settings.machine, settings.workload, settings.costs, served).estimates
    assert page.served.source == served.source
    np.testing.assert_array_equal(page.decode.likely, command.decode.likely)
    np.testing.assert_array_equal(page.speed_basis, command.speed_basis)


@pytest.mark.parametrize("language", VOICE)
def test_a_free_quota_says_so_wherever_its_line_is_drawn(language):
    estimates, say = cached.assessed(Settings()).estimates, VOICE[language]
    served = [Candidate(estimates, row) for row in (~estimates.rows.local).nonzero()[0].tolist()]
    marked = {each.offer.id for each in served if say("served.free") in formatting.runtime_label(each, say)}
    assert marked == {offer.id for offer in load().file.offers if offer.free_quota}
    assert marked


def test_the_router_stands_among_the_sources_with_its_state(visit, nothing_read):
    at = visit("leaderboards")
    assert not at.exception
    sources = table(at, EN("boards.attribution"))
    name = EN("served.of_providers", source=EN(live_speeds.report().name))
    (row,) = sources[sources[EN("boards.source")] == name].to_dict("records")
    assert row[EN("boards.state")] == EN(CopyState.BUNDLED.label)


@pytest.mark.parametrize("language", VOICE)
def test_method_shows_the_table_of_the_command(visit, language):
    say, rows = VOICE[language], served_accuracy.table(load())
    at = visit("method", language)
    assert not at.exception
    shown = table(at, say("served.view"))
    assert list(shown[say("served.offers")]) == [row.offers for row in rows]
    assert list(shown[say("method.median")]) == pytest.approx([100 * row.median_error for row in rows])
    assert says(said(at), "served.accuracy_says", say)
