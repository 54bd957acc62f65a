"""Rankings as rows of bars, and how a criterion looks in them and beside its slider."""
