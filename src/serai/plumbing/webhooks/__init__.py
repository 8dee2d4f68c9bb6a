"""
Webhooks: programs outside are told of public events, signed, at least once, for days.

The courier reads the outbox (`relay`), keeps one delivery for each endpoint and event, and sends what is due
(`courier`). A dead endpoint rests in its circuit: it costs the shop and the other endpoints nothing.
"""
