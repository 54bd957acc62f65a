"""The page Cost & energy: the bill of a volume by API and on machines of one's own, and its electricity."""
