"""What documents have made of orders."""
