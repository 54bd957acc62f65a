"""The page Method: accuracy against publications, and the formulas with their constants."""
