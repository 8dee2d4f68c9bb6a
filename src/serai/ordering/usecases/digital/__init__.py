"""What comes by wire."""
