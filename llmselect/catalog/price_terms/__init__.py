"""What stands beside a list price: other hours, regions and planned changes; its day, and whether sources agree."""
