"""What tills ask for."""
