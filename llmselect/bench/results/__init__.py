"""What a trial says: pass rates, who differs from whom, times and costs, and ratings from blind votes."""
