"""The catalogue's routes."""
