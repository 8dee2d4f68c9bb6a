"""What becomes of promotions when orders change, chosen in the back office."""

from collections.abc import Callable

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.ordering import a_shop

from serai.ordering.queries.changes.change_terms import change_terms

pytestmark = pytest.mark.django_db
PAGE = "/admin/ordering/changeterms"


def test_a_channel_chooses_and_everybody_sees_who_did(owner: Client) -> None:
    a_shop()

    page = press(owner, f"{PAGE}/choose/", channel="web", promotions="work_out_again")

    chosen = change_terms("web")
    assert (chosen.promotions, bool(chosen.changed_by)) == ("work_out_again", True)
    assert "It counts from now on." in page
    assert "work them out again" in page
    assert chosen.changed_by in page


def test_only_who_may_chooses(owner: Client, clerk: Callable[..., Client]) -> None:
    a_shop()

    assert clerk("ordering.view_changeterms").get(f"{PAGE}/choose/").status_code == 403
    press(owner, f"{PAGE}/choose/", channel="web", promotions="sometimes")
    assert change_terms("web").promotions == "keep"
