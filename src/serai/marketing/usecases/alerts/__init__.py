"""What may be done about alerts."""
