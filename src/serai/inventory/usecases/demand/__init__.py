"""Learn what will be sold; propose what to order and move."""
