"""How much to order, move and share out, from forecasts that know how uncertain they are."""
