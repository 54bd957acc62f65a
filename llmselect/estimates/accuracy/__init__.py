"""How far the estimates are from published measurements: speed, memory, serving, and calibration by measurements."""
