"""Pictures that a slider moves, as parts of the page that change in place: bars of a ranking, and the radar."""
