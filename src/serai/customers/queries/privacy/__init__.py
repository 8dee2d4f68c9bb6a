"""What was asked about personal data, and what became of it."""
