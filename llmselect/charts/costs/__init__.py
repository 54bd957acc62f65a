"""Figures of the page of costs."""
