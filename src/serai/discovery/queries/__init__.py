"""Reads: from files and memory, answered as finished JSON."""
