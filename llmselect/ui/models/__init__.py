"""The page Models: table, map, families, then and now, comparison."""
