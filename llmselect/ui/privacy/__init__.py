"""The Privacy & law page."""
