"""The snapshots that this process answers from, and how they follow the tables."""
