"""Linear models of our own: few numbers, exact reasons, nothing but NumPy to apply them."""
