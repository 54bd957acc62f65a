"""Decision matrices that a person builds: candidates and criteria of the app or their own, and what follows of them."""
