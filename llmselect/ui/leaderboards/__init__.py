"""The page Leaderboards: boards with their day and state, filters, two boards compared."""
