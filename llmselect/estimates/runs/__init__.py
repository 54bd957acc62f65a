"""Runs of models on machines: memory and speed together, curves, remedies, calibration, nearest published speed."""
