"""What a trial measured, handed on to the estimates and to the ranking."""
