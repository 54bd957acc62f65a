"""Tables as a phone shows them."""
