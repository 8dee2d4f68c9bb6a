"""From what the owners of products, prices and stock say to product documents."""
