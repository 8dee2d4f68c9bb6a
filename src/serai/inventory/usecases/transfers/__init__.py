"""Goods that go from one location to another: planned, sent, received."""
