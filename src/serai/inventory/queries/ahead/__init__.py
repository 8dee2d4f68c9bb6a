"""Selling what is not there yet: on which terms, to how many, and when it comes."""
