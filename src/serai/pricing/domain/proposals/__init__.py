"""What a price might become: terms, the best price within them, and why. Amounts are minor units of one currency."""
