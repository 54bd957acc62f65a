"""One question to a model and its answer as it comes, with the times of its parts."""
