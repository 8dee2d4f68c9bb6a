"""Reads of payouts, processors' lines and differences."""
