"""Values that all estimates share: columns, candidates, chip families, engines, weight formats."""
