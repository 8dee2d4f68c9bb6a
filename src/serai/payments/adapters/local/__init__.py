"""
A payment processor that runs beside us: for trying, for demos, for tests, offline.

It is a second system, not a stand-in: it keeps its own book in a SQLite file, which survives our crash;
it knows nothing of our database; its news reaches us as signed webhooks over HTTP, or not at all.
It takes test cards only, so that nobody's real card is ever typed into it.
"""
