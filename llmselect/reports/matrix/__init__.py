"""A decision matrix as documents: spreadsheet with formulas, rows, and the printed dossier."""
