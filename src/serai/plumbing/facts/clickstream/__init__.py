"""What shoppers look at and click: the vocabulary, the door that takes it, and who is not heard."""
