"""Seconds a token: decode, prefill, several devices, several users, providers."""
