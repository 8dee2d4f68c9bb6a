"""What goes from location to location, and whether it came."""
