"""Writes: one file per verb, each one unit of work."""
