"""What the Memory page shows, as plain values: rows, devices on sale, commands, what a licence lets one publish."""
