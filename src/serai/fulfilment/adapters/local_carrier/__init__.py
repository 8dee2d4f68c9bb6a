"""
A carrier inside the house: it prints labels, counts parcels and tells where they are, all offline.

It keeps a book of its own and tells its news by signed webhooks, as a carrier outside would.
"""
