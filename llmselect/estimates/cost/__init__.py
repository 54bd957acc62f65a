"""What answers cost: by the token at a provider, by the hour on a rented machine, or on a machine of one's own."""
