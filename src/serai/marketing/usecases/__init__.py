"""What marketing does."""
