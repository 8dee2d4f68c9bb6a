"""Whoever fills the ports of payments, one folder each."""
