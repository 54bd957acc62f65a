"""Answers of the law as sentences, rows and a printable note, for the page and the command line."""
