"""Add, use, rename and remove passkeys."""
