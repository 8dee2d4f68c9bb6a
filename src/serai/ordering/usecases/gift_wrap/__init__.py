"""Gift wrap: what is offered, and what is wrapped."""
