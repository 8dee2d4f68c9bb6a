"""Show persons what is held of them, and forget them."""
