"""Returns: what is asked of them."""
