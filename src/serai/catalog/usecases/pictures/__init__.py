"""How long pictures are kept that nobody names."""
