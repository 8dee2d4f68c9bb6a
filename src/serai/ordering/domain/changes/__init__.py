"""Documents that change an agreed order."""
