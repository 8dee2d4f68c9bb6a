"""The account: logging in, past orders, addresses, consents."""
