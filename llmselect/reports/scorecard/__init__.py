"""The public scorecard: thirty situations, what named guides accept, our answer, and whether it holds."""
