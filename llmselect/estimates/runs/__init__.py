"""Runs of one model: estimates, curves over the context, changes that make it fit, calibration by measurements."""
