"""A board whose unit changes is refused with the name of the field, and the last good copy stays."""

import datetime

import pytest

from llmselect.hub.http.hub_faults import SENTENCES, FaultKind, HubFault
from llmselect.hub.leaderboards import arena, cache_file, openevals
from llmselect.hub.leaderboards.score_units import BOUNDS, score_of, unit_changed
from llmselect.hub.leaderboards.snapshot import CopyState, Unit
from tests.hub.boards import ARENA, CROWD, DAY, arena_rows, boards, fill, official_row, parquet
from tests.hub.stand_in import StandIn
from tests.wording import says

LATER = DAY + datetime.timedelta(days=1)
SHARES = [row | {"rating": row["rating"] / 2500, "rating_lower": None} for row in arena_rows(models=CROWD, day=LATER)]
REBASED = [row | {"rating": row["rating"] - 1000} for row in arena_rows(models=CROWD, day=LATER)]


def serve(hub: StandIn, rows: list[dict]) -> None:
    files = hub.repositories["datasets", ARENA].files
    files[arena.FILE.split("/main/")[1]] = parquet(rows)


def test_ratings_that_become_shares_are_refused_with_the_name_of_the_field():
    with pytest.raises(HubFault) as caught:
        arena.parse(parquet(SHARES))
    assert caught.value.kind is FaultKind.OTHER_UNIT
    assert "rating" in caught.value.text.en
    assert "rating" in caught.value.text.fr


def test_one_rating_out_of_its_unit_is_lost_alone():
    rows = arena_rows(models=CROWD)
    wrong = [row | {"rating": 0.61} if row["model_name"] == CROWD[3] else row for row in rows]
    (general, *_) = arena.parse(parquet(wrong))
    assert {line.name for line in general.lines} == set(CROWD) - {CROWD[3]}


def test_percentages_that_become_shares_are_refused_with_the_name_of_the_column():
    rows = [{"model_id": f"a/{place}", "gpqa_score": 0.5 + place / 100} for place in range(10)]
    with pytest.raises(HubFault) as caught:
        openevals.parse(parquet(rows))
    assert caught.value.kind is FaultKind.OTHER_UNIT
    assert "gpqa_score" in caught.value.text.en


@pytest.mark.usefixtures("online", "ageing")
@pytest.mark.parametrize("rows", [SHARES, REBASED], ids=["shares", "another zero"])
def test_the_good_copy_stays_in_memory_and_on_disk(hub, clock, rows):
    fill(hub)
    found = boards()
    found.read()
    good = cache_file.load("lmarena")
    serve(hub, rows)
    clock.s += 61
    found.read()
    shown = {(one.day, len(one.lines), one.state) for one in found.snapshots() if one.board.source == "lmarena"}
    assert shown == {(DAY, len(CROWD), CopyState.CACHED)}
    assert cache_file.load("lmarena") == good
    (report,) = [each for each in found.reports() if each.source == "lmarena"]
    assert says(report.reason.en, SENTENCES[FaultKind.OTHER_UNIT])
    assert "rating" in report.reason.en


@pytest.mark.usefixtures("online", "ageing")
def test_one_official_board_in_another_unit_keeps_its_copy(hub, clock):
    fill(hub, lambda _: [official_row(f"a/{number}", 50.0 + number) for number in range(10)])
    found = boards()
    found.read()
    shares = [official_row(f"a/{number}", 0.5 + number / 100) for number in range(10)]
    hub.routes.insert(0, (r"/api/datasets/(cais/hle)/leaderboard", lambda *_: shares))
    clock.s += 61
    found.read()
    (one,) = [each for each in found.snapshots() if each.board.id == "hub/cais/hle"]
    assert min(line.score for line in one.lines) >= 50
    assert says(one.reason.en, SENTENCES[FaultKind.OTHER_UNIT])
    assert "value" in one.reason.en


@pytest.mark.parametrize("unit", list(BOUNDS))
@pytest.mark.parametrize("score", [-1.0, 1e5, float("nan"), "61", None, True])
def test_a_score_outside_its_unit_is_none(unit: Unit, score: object):
    with pytest.raises(ValueError, match="not a"):
        score_of({"rating": score}, "rating", unit)


def test_the_projects_own_boards_are_in_their_units():
    for source in ("lmarena", "comparia", "catalog", "open-llm"):
        for table in cache_file.bundled(source):
            assert not unit_changed(table, table)
            bounds = BOUNDS.get(table.board.unit)
            assert bounds is None or all(line.score <= bounds.most for line in table.lines)
