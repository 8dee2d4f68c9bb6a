"""What proposals are made from."""
