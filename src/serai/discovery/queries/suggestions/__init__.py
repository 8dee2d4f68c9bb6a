"""What the shop suggests: one seam, many slots."""
