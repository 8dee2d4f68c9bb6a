"""What happens to goods that wait in a store for their shopper."""
