"""The database: versions, secrets, erasing, expiry, and faults that become sentences."""

import sqlite3
import time

import pytest

from llmselect.workshop import codes
from llmselect.workshop.faults import PASSING, WorkshopFault, WorkshopTrouble
from llmselect.workshop.store import database as databases
from llmselect.workshop.store import erasing, hosting, kept_cases, schema, taking_part
from llmselect.workshop.store.database import Database
from tests.scoring.matrix.cases import three_by_three
from tests.workshop.conftest import Gathering


def test_codes_and_tokens_hold_the_bits_that_are_promised():
    assert len(codes.ALPHABET) ** codes.JOIN_LENGTH > 2**40
    assert 8 * codes.TOKEN_BYTES >= 128
    assert codes.TOKEN.fullmatch(codes.new_token())
    assert len({codes.new_join_code() for _ in range(1000)}) == 1000


def test_no_secret_stands_in_the_file(sqlite_file):
    gathering = Gathering(sqlite_file)
    token, saved = gathering.join("Ada"), kept_cases.keep(sqlite_file, gathering.case)
    content = _everything(sqlite_file)
    assert b"Ada" in content
    assert [secret for secret in (token, saved, gathering.host) if secret.encode() in content] == []


def test_erased_is_gone_from_the_file_and_its_log(sqlite_file):
    gathering = Gathering(sqlite_file)
    gathering.cast(gathering.join("Zebulon-the-Erased"), (11.25, 22.5, 33.75))
    assert b"Zebulon-the-Erased" in _everything(sqlite_file)
    erasing.erase_meeting(sqlite_file, gathering.host)
    content = _everything(sqlite_file)
    assert [word for word in (b"Zebulon", b"11.25", b"Which one?") if word in content] == []
    with pytest.raises(WorkshopFault):
        hosting.host_view(sqlite_file, gathering.host)


def test_erased_is_gone_while_somebody_else_goes_on_writing(sqlite_file):
    gone, stays = Gathering(sqlite_file), Gathering(sqlite_file)
    gone.cast(gone.join("Zebulon-the-Erased"))
    token = stays.join("Ada")
    stays.cast(token, (5, 5, 5))
    erasing.erase_meeting(sqlite_file, gone.host)
    assert b"Zebulon" not in _everything(sqlite_file)
    assert stays.view.ballots(1)[0].weights["price"] == 5


def test_erasing_takes_that_meeting_alone_on_every_database(database):
    gone, stays = Gathering(database), Gathering(database)
    gone.cast(gone.join("Ada"))
    stays.cast(stays.join("Ada"))
    erasing.erase_meeting(database, gone.host)
    with database.read() as connection:
        counts = [len(connection.execute(table.select()).all()) for table in (schema.PARTICIPANTS, schema.BALLOTS)]
    assert counts == [1, 1]


def test_what_is_past_its_day_cannot_be_opened_and_is_erased(database, monkeypatch):
    gathering = Gathering(database)
    token = gathering.join("Ada")
    saved = kept_cases.keep(database, gathering.case)
    later = time.time() + hosting.keep_s() + 1
    monkeypatch.setattr(time, "time", lambda: later)
    for call in (
        lambda: hosting.host_view(database, gathering.host),
        lambda: taking_part.participant_view(database, token),
        lambda: kept_cases.open_kept(database, saved),
    ):
        with pytest.raises(WorkshopFault):
            call()
    assert erasing.erase_expired(database) == 2
    assert erasing.erase_expired(database) == 0


@pytest.mark.parametrize(("given", "days"), [("7", 7), ("", 30), ("never", 30), ("nan", 30), ("-3", 1 / 24)])
def test_the_owner_says_how_long_meetings_are_kept(monkeypatch, given, days):
    monkeypatch.setenv(hosting.KEEP_DAYS, given)
    assert hosting.keep_s() == pytest.approx(days * 86_400)


def test_a_saved_matrix_opens_with_its_token_alone(database):
    case = three_by_three()
    token = kept_cases.keep(database, case)
    assert kept_cases.open_kept(database, token) == case
    assert kept_cases.keep(database, case.model_copy(update={"title": "Again"}), token) == token
    assert [each.name for each in kept_cases.names(database)] == ["Again"]
    for other in ("", "x" * 32, kept_cases.names(database)[0].id):
        with pytest.raises(WorkshopFault):
            kept_cases.open_kept(database, other)
    kept_cases.erase_kept(database, token)
    assert kept_cases.names(database) == ()


def test_an_older_database_is_brought_forward_and_keeps_what_it_held(database, monkeypatch):
    token = kept_cases.keep(database, three_by_three())
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("ALTER TABLE kept_cases ADD COLUMN hint TEXT",)))
    with database.write() as connection:
        schema.bring_forward(connection)
        schema.bring_forward(connection)
    with database.read() as connection:
        versions = [row[0] for row in connection.exec_driver_sql("SELECT version FROM schema_version ORDER BY version")]
    assert versions == list(range(1, len(schema.MIGRATIONS) + 1))
    assert kept_cases.open_kept(database, token) == three_by_three()


def test_a_database_of_a_newer_program_is_left_alone(sqlite_file, tmp_path):
    Gathering(sqlite_file)
    with sqlite_file.write() as connection:
        connection.exec_driver_sql("INSERT INTO schema_version VALUES (999)")
    again = Database(f"sqlite:///{tmp_path / 'meetings.sqlite'}")
    with pytest.raises(WorkshopFault) as caught:
        kept_cases.names(again)
    assert caught.value.kind is WorkshopTrouble.STORE_NEWER


def test_a_locked_database_is_said_and_the_vote_succeeds_once_it_is_free(sqlite_file, monkeypatch):
    monkeypatch.setattr(databases, "BUSY_MS", 50)
    quick = Database(str(sqlite_file._url))
    gathering = Gathering(quick)
    token = gathering.join("Ada")
    blocker = sqlite3.connect(sqlite_file.file, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkshopFault) as caught:
        gathering.cast(token)
    assert caught.value.kind is WorkshopTrouble.STORE_BUSY
    assert caught.value.passing
    blocker.execute("ROLLBACK")
    blocker.close()
    assert gathering.cast(token).change == 1
    quick.close()


def test_a_full_disk_is_said_and_loses_nothing(sqlite_file):
    gathering = Gathering(sqlite_file)
    token = gathering.join("Ada")
    gathering.cast(token, (1, 2, 3))
    with sqlite_file.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    sqlite_file.close()
    with sqlite_file._begun(None) as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkshopFault) as caught:
        _fill(sqlite_file, gathering.case)
    assert caught.value.kind is WorkshopTrouble.STORE_FULL
    sqlite_file.close()
    assert gathering.view.ballots(1)[0].weights["price"] == 1


def test_a_database_that_goes_and_comes_back_is_said_and_loses_nothing(postgres_server):
    gathering = Gathering(Database(postgres_server.url("comes_back")))
    token = gathering.join("Ada")
    gathering.cast(token, (1, 2, 3))
    postgres_server.stop()
    with pytest.raises(WorkshopFault) as caught:
        gathering.cast(token, (4, 5, 6), change=2)
    assert caught.value.kind in PASSING
    postgres_server.start()
    assert gathering.cast(token, (4, 5, 6), change=2).weights["price"] == 4
    gathering.database.close()


def test_an_address_that_leads_nowhere_is_said():
    nowhere = Database("sqlite:////proc/none/meetings.sqlite")
    with pytest.raises(WorkshopFault) as caught:
        kept_cases.names(nowhere)
    assert caught.value.kind is WorkshopTrouble.STORE_GONE


def _fill(database, case):
    for number in range(500):
        kept_cases.keep(database, case.model_copy(update={"title": f"Case {number}"}))


def _everything(database):
    """The bytes of the file and of whatever stands beside it."""
    file = database.file
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
