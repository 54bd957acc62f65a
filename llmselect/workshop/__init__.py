"""Workshops: people in a room weigh the same decision on their phones, and a host shows what they say together."""
