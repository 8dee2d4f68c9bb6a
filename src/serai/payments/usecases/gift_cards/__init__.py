"""What happens to gift cards."""
