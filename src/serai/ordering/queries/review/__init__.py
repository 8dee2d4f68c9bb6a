"""What is known of orders that are reviewed, and of what holds them."""
