"""What stands below the ranking: who is left out, what is behind the answer, other ways to weigh, files."""
