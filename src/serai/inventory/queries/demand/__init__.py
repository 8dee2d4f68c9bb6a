"""What was sold, from facts; what will be, from the model in use."""
