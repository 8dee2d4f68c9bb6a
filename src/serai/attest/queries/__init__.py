"""Reads: one file per question, each in a fixed number of statements."""
