"""Predictions: learn from what was bought, write them down, forget them."""
