"""Search beyond the words of a query: products as directions, and what the best findings agree on."""
