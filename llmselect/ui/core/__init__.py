"""What every page needs: state, address, link code, labels, formats, tables, figures."""
