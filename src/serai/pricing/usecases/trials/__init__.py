"""Proposed prices are tried out in stores, by turns, and trials are stopped."""
