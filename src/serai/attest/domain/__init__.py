"""Plain Python: the tree, the leaves, the heads, and what checks them."""
