"""What was sold before it was there: until its goods come, or nobody wants it any more."""
