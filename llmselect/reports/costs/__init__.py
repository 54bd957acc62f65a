"""What the page of costs says: amounts, bills, the comparison, efforts, prices with their days, and exercises."""
