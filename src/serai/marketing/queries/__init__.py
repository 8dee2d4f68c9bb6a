"""Reads of runs and sendings."""
