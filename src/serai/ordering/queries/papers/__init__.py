"""What papers are made of, and which there are."""
