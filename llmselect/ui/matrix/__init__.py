"""The page on which a person builds a decision matrix."""
