"""The page of one model: facts, offers, licence, runs, popularity."""
