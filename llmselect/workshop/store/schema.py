"""The tables, and how an older database is brought forward: one list of statements for each version.

Flags are integers and times are seconds since 1970, so that every database takes the same statements.
"""

from sqlalchemy import BigInteger, Column, Connection, Float, Integer, MetaData, Table, Text, text

from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meetings (id TEXT PRIMARY KEY, join_code TEXT NOT NULL UNIQUE, short_code TEXT UNIQUE, "
        "host_hash TEXT NOT NULL UNIQUE, title TEXT NOT NULL, case_json TEXT NOT NULL, state TEXT NOT NULL, "
        "round_no INTEGER NOT NULL, results_shown INTEGER NOT NULL, names_hidden INTEGER NOT NULL, "
        "practice INTEGER NOT NULL, revision BIGINT NOT NULL, created_s DOUBLE PRECISION NOT NULL, "
        "expires_s DOUBLE PRECISION NOT NULL)",
        "CREATE TABLE participants (id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meetings (id) ON DELETE "
        "CASCADE, token_hash TEXT NOT NULL UNIQUE, nickname TEXT NOT NULL, folded TEXT NOT NULL, "
        "invented INTEGER NOT NULL, joined_s DOUBLE PRECISION NOT NULL, UNIQUE (meeting, folded))",
        "CREATE TABLE ballots (participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE, "
        "round_no INTEGER NOT NULL, weights_json TEXT NOT NULL, finished INTEGER NOT NULL, change_no BIGINT NOT NULL, "
        "changed_s DOUBLE PRECISION NOT NULL, PRIMARY KEY (participant, round_no))",
        "CREATE TABLE kept_cases (id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
        "case_json TEXT NOT NULL, changed_s DOUBLE PRECISION NOT NULL, expires_s DOUBLE PRECISION NOT NULL)",
        "CREATE TABLE attempts (bucket TEXT NOT NULL, minute BIGINT NOT NULL, misses INTEGER NOT NULL, "
        "PRIMARY KEY (bucket, minute))",
    ),
    (
        "CREATE INDEX meetings_by_expiry ON meetings (expires_s)",
        "CREATE INDEX cases_by_expiry ON kept_cases (expires_s)",
    ),
    (
        "ALTER TABLE meetings ADD COLUMN wall_hash TEXT",
        "CREATE UNIQUE INDEX meetings_by_wall ON meetings (wall_hash)",
    ),
)
"""Append a version; never change one that was published."""

METADATA = MetaData()
MEETINGS = Table(
    "meetings",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("join_code", Text),
    Column("short_code", Text),
    Column("host_hash", Text),
    Column("wall_hash", Text),
    Column("title", Text),
    Column("case_json", Text),
    Column("state", Text),
    Column("round_no", Integer),
    Column("results_shown", Integer),
    Column("names_hidden", Integer),
    Column("practice", Integer),
    Column("revision", BigInteger),
    Column("created_s", Float),
    Column("expires_s", Float),
)
PARTICIPANTS = Table(
    "participants",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("meeting", Text),
    Column("token_hash", Text),
    Column("nickname", Text),
    Column("folded", Text),
    Column("invented", Integer),
    Column("joined_s", Float),
)
BALLOTS = Table(
    "ballots",
    METADATA,
    Column("participant", Text, primary_key=True),
    Column("round_no", Integer, primary_key=True),
    Column("weights_json", Text),
    Column("finished", Integer),
    Column("change_no", BigInteger),
    Column("changed_s", Float),
)
KEPT_CASES = Table(
    "kept_cases",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("token_hash", Text),
    Column("name", Text),
    Column("case_json", Text),
    Column("changed_s", Float),
    Column("expires_s", Float),
)
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("bucket", Text, primary_key=True),
    Column("minute", BigInteger, primary_key=True),
    Column("misses", Integer),
)
LOCK = 4_715_202_601
"""Key of the advisory lock under which PostgreSQL is brought forward by one server at a time."""


def bring_forward(connection: Connection) -> None:
    """Bring the database to the newest version, inside a transaction that nobody else writes in.

    Raises WorkshopFault where it is newer than this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    version = connection.execute(text("SELECT max(version) FROM schema_version")).scalar() or 0
    if version > len(MIGRATIONS):
        raise WorkshopFault(WorkshopTrouble.STORE_NEWER)
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO schema_version (version) VALUES (:number)"), {"number": number})
