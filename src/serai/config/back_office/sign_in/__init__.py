"""How staff sign in: the password, the second step, and the page on which one sets it up."""
