"""Drafts of orders: made up by staff for somebody."""
