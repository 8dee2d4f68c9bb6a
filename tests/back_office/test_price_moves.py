"""Staff set the budget of automatic price moves, stop them and put prices back."""

import pytest
from django.test import Client
from tests.factories.catalog import a_variant
from tests.factories.pricing import priced

from serai.decisions.queries.running import forget_plans
from serai.pricing.models import PriceMoves

pytestmark = pytest.mark.django_db
PAGE = "/admin/pricing/pricemoves/"


def press(client: Client, button: str, **answers: object) -> str:
    said = {"_form_submitted": "True", "channel": "web", **answers}
    return client.post(f"{PAGE}{button}/", said, follow=True).content.decode()


def test_moves_are_stopped_and_started_again_with_a_budget(owner: Client):
    forget_plans()
    priced(a_variant("MILK").id, "4.00")
    assert "Nothing moves any more." in press(owner, "stop")
    row = PriceMoves.objects.get()
    assert (row.most_a_day, row.stopped_by) == (20, "owner")
    assert "stopped" in owner.get(PAGE).content.decode()

    press(owner, "budget", most_a_day=7)
    row.refresh_from_db()
    assert (row.most_a_day, row.stopped_at) == (7, None)
    assert "slot is off" in owner.get(PAGE).content.decode()
    assert "The prices are back." in press(owner, "back", hours=24)
    assert "There is no channel" in press(owner, "stop", channel="moon")
