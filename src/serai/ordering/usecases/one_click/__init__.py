"""Buying with what the account knows: saved address, saved card, passkey."""
