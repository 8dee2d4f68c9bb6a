"""
A pay-later provider inside the house, for development and demos: no real money moves.

The shopper is sent to its page, sees what is due when, and approves or refuses. It keeps a book of its own, sends
signed webhooks, and speaks the wire of `adapters.redirect`, so that other shops and tests can use it over HTTP.
"""
