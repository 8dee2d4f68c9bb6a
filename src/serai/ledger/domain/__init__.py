"""Rules of the books: plain Python."""
