"""Whom a letter or a coupon moves: what happens with it less what happens without."""
