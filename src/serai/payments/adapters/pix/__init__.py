"""
Pix inside the house, for development and demos: no real money moves.

The shopper is shown a code, pays it in the app of a bank (here: a button), and the bank's news arrive as a signed
webhook. A code that nobody pays within half an hour is over. Refunds are the scheme's own: any part, any number.
"""
