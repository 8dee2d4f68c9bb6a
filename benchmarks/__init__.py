"""One file per claim. Each measures a figure and its floor in the same run; `serai bench` prints them."""
