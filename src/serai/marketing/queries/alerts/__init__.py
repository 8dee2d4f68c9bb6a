"""Questions about alerts."""
