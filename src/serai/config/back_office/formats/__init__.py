"""How dates look in the back office."""
