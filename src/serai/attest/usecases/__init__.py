"""Writes: one file per verb."""
