"""Collections: what they may ask, what belongs, and why."""
