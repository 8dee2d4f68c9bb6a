"""Reads of passkeys."""
