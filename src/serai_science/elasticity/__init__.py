"""How demand answers prices: one elasticity over a panel, and one for each product that learns from its kind."""
