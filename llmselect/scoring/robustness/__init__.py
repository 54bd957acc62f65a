"""How sure a ranking is, and the smallest changes that would alter it."""
