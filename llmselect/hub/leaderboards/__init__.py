"""Leaderboards: today's where they can be read, else the last good copy, else the dated one in the project."""
