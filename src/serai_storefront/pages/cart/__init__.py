"""The cart: show it, add to it, change it."""
