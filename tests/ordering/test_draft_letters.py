"""Whoever an offer is for is written to, with its link."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from factories.ordering import ADDRESS

from serai.kernel import clock
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.draft import DraftOver
from serai.ordering.queries.drafts.draft_view import DraftNotFound
from serai.ordering.usecases.drafts.send_draft import (
    NobodyToWriteTo,
    ask_for_draft_letter,
    send_draft,
)
from serai.ordering.usecases.drafts.write_draft import (
    DraftLine,
    WriteDraft,
    create_draft,
    withdraw_draft,
)
from serai.plumbing.db import rows
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound

pytestmark = pytest.mark.django_db
ANN = Contact("ann@example.org", "Ann Example", Address(**ADDRESS))


class Letters:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep it."""
        self.sent.append(letter)


@pytest.fixture
def letters():
    before, kept = bound(Mailer), Letters()
    bind(Mailer, kept)
    yield kept.sent
    bind(Mailer, before)


def a_draft(contact: Contact | None = ANN, **more):
    said = {"expires_at": clock.now() + timedelta(days=7), "made_by": "Sam", **more}
    command = WriteDraft("web", (DraftLine("MILK", 2, 150, "A regular"),), contact=contact, **said)
    return create_draft(command, secret=settings.SERAI_SECRET, now=clock.now())


def test_the_letter_has_the_link_the_price_and_the_note(shop, letters):
    draft = a_draft(note="With <thanks>")

    send_draft(draft.id, now=clock.now())

    [letter] = letters
    assert (letter.to, letter.key) == ("ann@example.org", f"draft-{draft.id}-1")
    assert "$3.00" in letter.text
    assert f"/offers/{draft.id}/" in letter.text
    assert ("With &lt;thanks&gt;" in letter.html, "<thanks>" in letter.html) == (True, False)


@pytest.mark.parametrize(
    ("locale", "word", "direction"),
    [("he", "לצפייה", "rtl"), ("ar-EG", "عرض", "rtl"), ("pt-BR", "oferta", "ltr"), ("fr", "offer", "ltr")],
)  # fmt: skip
def test_the_letter_speaks_the_language_of_the_offer(shop, letters, locale, word, direction):
    send_draft(a_draft(locale=locale).id, now=clock.now())

    assert word in letters[0].text
    assert f'dir="{direction}"' in letters[0].html


def test_it_is_asked_for_and_sent_by_a_worker(shop):
    draft = a_draft()

    for _ in range(2):
        ask_for_draft_letter(draft.id, now=clock.now())

    found = rows(
        "SELECT args->>'draft_id' FROM procrastinate_jobs WHERE task_name = 'ordering.send_draft'"
    )
    assert found == [(str(draft.id),)]


def test_an_offer_that_is_over_meanwhile_is_not_sent(shop, letters):
    draft = a_draft()
    withdraw_draft(draft.id, now=clock.now())

    send_draft(draft.id, now=clock.now())

    assert letters == []
    with pytest.raises(DraftOver):
        ask_for_draft_letter(draft.id, now=clock.now())


def test_nobody_is_written_to_whom_nobody_named(shop):
    with pytest.raises(NobodyToWriteTo):
        ask_for_draft_letter(a_draft(contact=None).id, now=clock.now())
    with pytest.raises(DraftNotFound):
        ask_for_draft_letter(uuid4(), now=clock.now())
