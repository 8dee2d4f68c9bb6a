"""Lists of cards: a category's products, and what a search finds."""
