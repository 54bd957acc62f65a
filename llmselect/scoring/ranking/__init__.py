"""Criteria, requirements and the decision matrix, and the ranking that follows from them."""
