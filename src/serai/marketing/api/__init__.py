"""Offers over HTTP."""
