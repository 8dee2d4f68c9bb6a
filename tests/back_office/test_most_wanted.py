"""The back office shows for what people wait, the most wanted first."""

import pytest
from django.test import Client
from factories.alerts import waiting
from factories.catalog import a_variant

pytestmark = pytest.mark.django_db
PAGE = "/admin/marketing/wantedarticle/"


def test_the_most_wanted_come_first_with_how_many_wait_for_what(owner: Client):
    tea, milk = a_variant("TEA").id, a_variant("MILK").id
    waiting(tea, 1)
    waiting(milk, 2, "price", target_minor=1)
    waiting(milk, 3)

    page = owner.get(PAGE).content.decode()

    assert page.index("MILK · Product MILK") < page.index("TEA · Product TEA")
    assert "example.org" not in page
    assert "TEA" not in owner.get(PAGE, {"q": "MILK"}).content.decode().split("<tbody")[1]


def test_where_nobody_waits_it_says_so(owner: Client):
    assert "Nobody waits for a lower price" in owner.get(PAGE).content.decode()
