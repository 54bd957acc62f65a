"""The third lane of Choose: machines rented by the hour."""
