"""
Live pages: events as they are committed, to whoever listens, as server-sent events.

A small process of its own serves them (`config/live.py`); nothing here needs Django. What is told is what
webhooks tell: public events in their envelope. A browser shows a ticket that the api made for it.
"""
