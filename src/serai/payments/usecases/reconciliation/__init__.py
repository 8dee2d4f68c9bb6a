"""What compares our books with those of processors."""
