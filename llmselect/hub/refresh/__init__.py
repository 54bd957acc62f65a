"""Proposed changes to the catalog from the Hub and the price library."""
