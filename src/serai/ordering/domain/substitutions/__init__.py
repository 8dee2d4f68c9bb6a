"""What a shopper gets for what is not on the shelf of their store."""
