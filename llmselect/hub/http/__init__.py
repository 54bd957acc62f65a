"""The HTTP client for the Hub, bounded in time and bytes, and the faults that it raises."""
