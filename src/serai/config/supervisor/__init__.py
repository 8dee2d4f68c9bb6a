"""Keeps the processes of one machine running, and their output readable."""
