"""Fillings of ports."""
