"""What all estimates share: columns, candidates, and classes of chips, engines and weight formats."""
