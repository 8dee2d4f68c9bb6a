"""Reads: one question each."""
