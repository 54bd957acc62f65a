"""Where meetings, ballots and saved matrices are kept: SQLite by default, PostgreSQL for several servers."""
