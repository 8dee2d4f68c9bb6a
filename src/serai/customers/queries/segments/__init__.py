"""Segments: what they may ask, who belongs, and why."""
