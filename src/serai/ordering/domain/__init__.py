"""Rules of ordering in plain Python."""
