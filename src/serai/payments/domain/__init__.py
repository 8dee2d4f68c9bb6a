"""Rules of payments in plain Python."""
