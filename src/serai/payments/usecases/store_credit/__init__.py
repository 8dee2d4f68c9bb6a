"""What happens to store credit."""
