"""Questions about substitutes for what a store does not have."""
