"""Payments that no processor outside has a part in: money that comes by itself."""
