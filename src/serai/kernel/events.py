"""The base of every fact that one context tells the others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """
    Something that happened, told in ids and known values, never in models.

    A subclass is a frozen dataclass named in the past tense. `event_id` and `occurred_at` belong to
    the envelope in which it travels, not to the fact.
    """
