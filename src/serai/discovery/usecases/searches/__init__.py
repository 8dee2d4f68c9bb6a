"""What shoppers search for: written down, forgotten in time, answered by staff."""
