"""What has changed since the catalog was written: answers of the Hub and of the price library, as proposals."""
