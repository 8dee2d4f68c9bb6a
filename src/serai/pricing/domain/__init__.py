"""The rules of prices, in plain Python."""
