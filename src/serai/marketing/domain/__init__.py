"""What the shop offers: plain Python."""
