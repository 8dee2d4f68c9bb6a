"""Gift cards as others see them."""
