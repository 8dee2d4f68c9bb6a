"""Alerts: what shoppers asked to be told, once."""
