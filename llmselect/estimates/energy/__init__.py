"""Electricity and emissions of answers, by the method and figures of EcoLogits, with their intervals."""
