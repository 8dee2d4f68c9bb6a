"""
What every context needs from Django and PostgreSQL, and nothing about commerce.

Transactions (`db`), events with outbox and inbox (`events`), jobs (`jobs`), repeated requests
(`idempotency`), callers (`auth`), the HTTP edge (`api`), mail (`mail`), ports (`wiring`).
"""
