"""Serai: a headless commerce platform over one PostgreSQL."""

__version__ = "0.1.0"
