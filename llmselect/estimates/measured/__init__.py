"""Published and measured data that the project ships, with one typed loader; README.md describes the files."""
