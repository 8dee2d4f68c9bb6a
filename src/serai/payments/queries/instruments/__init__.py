"""Reads of kept cards."""
