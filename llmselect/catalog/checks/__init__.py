"""Checks of the catalog as a whole: names that must exist, figures that must agree, values that must be plausible."""
