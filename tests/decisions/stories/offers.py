"""Offers by letter: decided for each customer, told four weeks later whatever was decided."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import polars as pl
from decisions.stories.story import PEOPLE, Story
from factories.customers import NOW
from factories.offers import a_reader, everybody, sent
from factories.promotions import a_promotion

from serai.marketing.models import OfferSending
from serai.marketing.usecases.credit_offers import WATCHED, credit_offers
from serai.marketing.usecases.send_offers import OffersAreOff
from serai.plumbing import facts

_OVER = NOW + WATCHED


def offers() -> Story:
    """Return the story of a coupon for customers of whom something is expected."""
    coupon = a_promotion("five-off", needs_coupon=True).id
    people = [a_reader() for _ in range(PEOPLE)]
    segment, runs = everybody(), count()

    def use() -> list[object]:
        try:
            run = sent(segment, coupon, code=f"run-{next(runs)}")
        except OffersAreOff:
            return [""] * PEOPLE
        rows = OfferSending.objects.filter(run_id=run.id).exclude(coupon="")
        written = set(rows.values_list("customer_id", flat=True))
        return ["letter" if each in written else "" for each in people]

    def tell() -> None:
        lines = {
            "event_id": [str(uuid4()) for _ in people],
            "occurred_at": [NOW + timedelta(days=9)] * PEOPLE,
            "customer_id": [str(each) for each in people],
            "currency": ["USD"] * PEOPLE,
            "quantity": [1] * PEOPLE,
            "total_minor": [4_000] * PEOPLE,
            "discount_minor": [0] * PEOPLE,
        }
        types = {"occurred_at": pl.Datetime("us", "UTC")}
        facts.write_rows("sale_line", pl.DataFrame(lines, schema_overrides=types), now=_OVER)
        credit_offers(now=_OVER)

    return Story(use, tell, NOW)
