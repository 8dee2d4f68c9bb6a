"""Rules about people's data, in plain Python."""
