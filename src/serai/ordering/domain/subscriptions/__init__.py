"""Subscriptions: the same articles again and again, on days that follow from an interval."""
