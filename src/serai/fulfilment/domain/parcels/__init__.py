"""Parcels: their numbers, their bars, their states."""
