"""Measuring servers, and trials of models on them."""
