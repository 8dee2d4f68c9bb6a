"""Orders are looked at before their goods leave: rules hold them, people release or reject them."""
