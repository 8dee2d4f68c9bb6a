"""Writes of fulfilment."""
