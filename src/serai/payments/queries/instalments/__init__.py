"""Reads of plans of instalments."""
