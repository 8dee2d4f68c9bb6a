"""What fills inventory's ports from inside."""
