"""Bring in orders from files."""
