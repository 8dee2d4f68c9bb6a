"""Customers in groups: by rule, and as they lie together."""
