"""What is predicted of customers: the words and the rules."""
