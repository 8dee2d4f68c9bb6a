"""Ports of the plumbing that this context fills."""
