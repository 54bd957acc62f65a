"""Which release of a model a name means."""
