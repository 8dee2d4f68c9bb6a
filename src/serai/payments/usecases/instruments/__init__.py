"""Keep, choose, use and remove cards."""
