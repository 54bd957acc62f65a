"""Models from outside the catalog: of the Hub, of a file, of the visitor's own list."""
