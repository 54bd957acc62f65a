"""Databases of both kinds, and a meeting with people in it."""

import itertools

import pytest

from llmselect.workshop.store import hosting, taking_part
from llmselect.workshop.store.database import Database
from tests.scoring.matrix.cases import three_by_three
from tests.workshop import postgres

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres_server():
    if not postgres.available():
        pytest.skip("no PostgreSQL on this computer (Debian: apt-get install postgresql): SQLite alone is tested")
    server = postgres.Postgres()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'meetings.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_server").url(f"test{next(_NUMBERS)}")
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_file(tmp_path):
    """An empty SQLite database."""
    opened = Database(f"sqlite:///{tmp_path / 'meetings.sqlite'}")
    yield opened
    opened.close()


class Gathering:
    """A meeting with its host and a way to let people in."""

    def __init__(self, database):
        self.database = database
        self.case = three_by_three()
        self.host = hosting.open_meeting(database, self.case, "Which one?").host_token

    @property
    def meeting(self):
        return hosting.host_view(self.database, self.host).meeting

    @property
    def view(self):
        return hosting.host_view(self.database, self.host)

    def join(self, name):
        return taking_part.join(self.database, self.meeting.join_code, name, "visitor")

    def cast(self, token, weights=(1, 2, 3), round=1, change=1, finished=False):
        named = dict(zip(("price", "quality", "comfort"), weights, strict=True))
        return taking_part.cast(self.database, token, round, named, finished, change)


@pytest.fixture
def gathering(database):
    return Gathering(database)
