"""Published measurements with their loaders, and the one that is nearest to a question."""
