"""Orders out to files, and files read."""
