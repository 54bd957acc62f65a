"""What the command line says of one run: its effort, its fields, and what is refused."""
