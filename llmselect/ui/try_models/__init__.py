"""Try: the same tasks on several models, measured and graded, and what comes of it for the ranking."""
