"""Predictions: what there is of a customer."""
