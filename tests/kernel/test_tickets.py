"""Tickets open what they were made for, as long as they last."""

from datetime import UTC, datetime, timedelta

import pytest

from serai.kernel.tickets import BadTicket, issue_ticket, read_ticket

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECRET = b"a secret of the house"


def a_ticket(opens: object = ("label", 7), **more) -> str:
    said = {"purpose": "label", "secret": SECRET, "ends": NOW + timedelta(hours=1), **more}
    return issue_ticket(opens, **said)


def opened(ticket: str, **more):
    said = {"purpose": "label", "secret": SECRET, "now": NOW, **more}
    return read_ticket(ticket, tuple[str, int], **said)


def test_a_ticket_opens_what_it_was_made_for():
    assert opened(a_ticket()) == ("label", 7)


@pytest.mark.parametrize(
    "more", [{"purpose": "paper"}, {"secret": b"another"}, {"now": NOW + timedelta(hours=1)}]
)
def test_a_ticket_opens_nothing_for_another_purpose_house_or_time(more):
    with pytest.raises(BadTicket):
        opened(a_ticket(), **more)


@pytest.mark.parametrize("ticket", ["", ".", "x.y", "ä.ö", "e30.e30", "a" * 5000])
def test_what_is_no_ticket_opens_nothing(ticket):
    with pytest.raises(BadTicket):
        opened(ticket)


def test_a_ticket_that_was_changed_opens_nothing():
    ticket = a_ticket()

    for place in range(len(ticket)):
        swapped = "A" if ticket[place] != "A" else "B"
        with pytest.raises(BadTicket):
            opened(ticket[:place] + swapped + ticket[place + 1 :])


def test_a_ticket_of_another_shape_opens_nothing():
    with pytest.raises(BadTicket):
        opened(a_ticket(("label", 7, 8)))
