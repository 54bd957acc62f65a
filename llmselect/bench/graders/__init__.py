"""Deciding by rule whether an answer is right; nothing of an answer is ever executed."""
