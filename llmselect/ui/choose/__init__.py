"""The page Choose: the ranking, its charts, and the analyses beside it."""
