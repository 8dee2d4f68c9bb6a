"""Sortable ids made by the database, for rows that a statement makes out of others."""

FRESH_ID = """encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
  FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid"""
"""
SQL for a UUIDv7: milliseconds first, the version's four bits, the rest random.

PostgreSQL has its own `uuidv7()` from 18; we run on 16 too.
"""
