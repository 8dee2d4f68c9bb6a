"""
The shopper's web shop: pages drawn on the server, known to the platform only as a caller of its public HTTP API.

Words: a *visit* is one request together with what the reader brought along (language, cart, log-in, choices);
a *page* is a function from a visit to a response; a *note* is one sentence shown after a redirect.
It refuses to know the database, the contexts and their Python packages.
"""
