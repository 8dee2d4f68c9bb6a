"""The checkout: who and where, how it comes, how it is paid."""
