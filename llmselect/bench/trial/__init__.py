"""A trial: the same tasks asked of several contestants, its run, and its record as a file."""
