"""Anchors: a file, and chains of the Ethereum family."""
