"""Asks Apple whether this shop may open the sheet of Apple Pay; beside it, one that asks nobody."""
