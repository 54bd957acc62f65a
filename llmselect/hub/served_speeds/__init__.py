"""Speeds of providers: the Hugging Face router's latest probes, else the last good copy, else the project's own."""
