"""Answers as documents: sentences, memo, CSV, JSON and run commands, for pages and command line alike."""
