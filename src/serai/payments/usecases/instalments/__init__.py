"""Offer, agree on, collect, shorten and end plans of instalments."""
