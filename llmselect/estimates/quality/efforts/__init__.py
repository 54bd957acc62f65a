"""Quality at each effort of a model: which effort a score is of, and the gaps between efforts."""
