"""The page Home: questions, the recommendation that follows, and what other answers would give."""
