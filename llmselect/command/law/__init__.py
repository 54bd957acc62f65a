"""What the command line asks about data and organisation."""
