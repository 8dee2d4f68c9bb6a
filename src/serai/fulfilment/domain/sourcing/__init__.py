"""Which locations send an order: strategies, what their plans cost, and why one was taken."""
