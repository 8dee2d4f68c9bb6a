"""Generations: written whole by one process, switched to by all."""
