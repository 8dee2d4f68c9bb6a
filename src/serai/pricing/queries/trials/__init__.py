"""Trials of prices, and what they say."""
