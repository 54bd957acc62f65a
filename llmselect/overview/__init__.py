"""The catalog at a glance: table, filter, families, then and now; no ranking."""
