"""Promotions and coupons, read."""
