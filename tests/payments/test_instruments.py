"""Kept cards: kept with consent, chosen, used, removed, told of before they end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from payments.makers import NOW, OK

from serai.customers.public import Register, register
from serai.kernel.ids import uuid7
from serai.payments.domain.expiry_letter import expiry_letter
from serai.payments.models import Instrument
from serai.payments.public import (
    Card,
    InstrumentNotFound,
    InstrumentRefused,
    instruments_of,
    token_of_instrument,
)
from serai.payments.usecases.instruments.choose_default_instrument import (
    choose_default_instrument,
)
from serai.payments.usecases.instruments.keep_instrument import (
    MOST_INSTRUMENTS,
    ConsentNotNamed,
    KeepInstrument,
    TooManyInstruments,
    card_at_vault,
    keep_instrument,
)
from serai.payments.usecases.instruments.remove_instrument import remove_instrument
from serai.payments.usecases.instruments.tell_expiring_cards import (
    send_expiry_letter,
    tell_expiring_cards,
)
from serai.plumbing import wiring
from serai.plumbing.db import rows
from serai.plumbing.mail import Letter, Mailer

MASTERCARD = "5555555555554444"


@pytest.fixture
def a_holder(db):
    def make(email="ann@example.org", locale="en"):
        return register(Register(email, "nine green turtles", locale=locale), now=NOW).id

    return make


@pytest.fixture
def a_kept_card(processor):
    def make(holder, number=OK, expiry="12/30", *, is_default=False, version="2026-11"):
        card = Card(number, expiry, "123")
        token = processor.tokenise(card, now=NOW).token
        command = KeepInstrument(holder, "web", token, version, is_default)
        return keep_instrument(command, *card_at_vault(command, now=NOW), now=NOW)

    return make


def test_the_first_card_is_the_default_and_another_takes_its_place_when_asked(
    a_holder, a_kept_card
):
    ann = a_holder()

    first = a_kept_card(ann)
    second = a_kept_card(ann, MASTERCARD)

    assert (first.is_default, second.is_default, first.label) == (True, False, "Visa •••• 4242")
    assert choose_default_instrument(ann, second.id).is_default
    assert [(each.id, each.is_default) for each in instruments_of(ann)] == [
        (second.id, True),
        (first.id, False),
    ]


def test_a_new_card_can_be_the_default_at_once(a_holder, a_kept_card):
    ann = a_holder()
    first = a_kept_card(ann)

    second = a_kept_card(ann, MASTERCARD, is_default=True)

    assert [each.id for each in instruments_of(ann)] == [second.id, first.id]
    assert [each.is_default for each in instruments_of(ann)] == [True, False]


def test_the_database_knows_one_default_and_no_card_without_consent(a_holder, a_kept_card):
    ann = a_holder()
    kept = Instrument.objects.get(pk=a_kept_card(ann).id)

    with pytest.raises(IntegrityError), transaction.atomic():
        Instrument.objects.create(
            customer_id=ann, processor="local", method="card", reference="pm_2", brand="Visa",
            last4="1111", is_default=True, consent_text_version="2026-11", kept_at=NOW,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Instrument.objects.filter(pk=kept.pk).update(consent_text_version="")


@pytest.mark.parametrize("version", ["", " ", "x" * 41, "<b>"])
def test_no_card_is_kept_without_consent(a_holder, a_kept_card, version):
    ann = a_holder()

    with pytest.raises(ConsentNotNamed):
        a_kept_card(ann, version=version)

    assert instruments_of(ann) == []


def test_the_same_card_again_takes_the_place_of_the_one_before(a_holder, a_kept_card):
    ann = a_holder()
    first = a_kept_card(ann)
    old = Instrument.objects.get().reference

    again = a_kept_card(ann, version="2026-12")

    assert [each.id for each in instruments_of(ann)] == [first.id] == [again.id]
    assert Instrument.objects.get().consent_text_version == "2026-12"
    assert Instrument.objects.get().reference != old
    assert waiting_to_be_forgotten() == [old]


def test_a_wallet_has_room_for_so_many(a_holder, a_kept_card):
    ann = a_holder()
    for month in range(1, MOST_INSTRUMENTS + 1):
        a_kept_card(ann, expiry=f"{month:02}/30")

    with pytest.raises(TooManyInstruments):
        a_kept_card(ann, expiry="12/31")

    assert len(instruments_of(ann)) == MOST_INSTRUMENTS


def waiting_to_be_forgotten() -> list[str]:
    return [
        args["reference"]
        for (args,) in rows(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'payments.forget_at_vault'"
            " ORDER BY id"
        )
    ]


def test_a_removed_card_is_gone_here_and_at_its_processor(a_holder, a_kept_card, deliver):
    ann = a_holder()
    first, second = a_kept_card(ann), a_kept_card(ann, MASTERCARD)
    reference = Instrument.objects.get(pk=first.id).reference

    remove_instrument(ann, first.id)
    assert waiting_to_be_forgotten() == [reference]
    deliver()

    [left] = instruments_of(ann)
    assert (left.id, left.is_default) == (second.id, True)
    with pytest.raises(InstrumentNotFound):
        token_of_instrument(ann, first.id, channel_code="web", now=NOW)


def test_nobody_pays_with_chooses_or_removes_anothers_card(a_holder, a_kept_card):
    ann, bob = a_holder(), a_holder("bob@example.org")
    card = a_kept_card(ann)

    for act in (
        lambda: token_of_instrument(bob, card.id, channel_code="web", now=NOW),
        lambda: token_of_instrument(bob, None, channel_code="web", now=NOW),
        lambda: choose_default_instrument(bob, card.id),
        lambda: remove_instrument(bob, card.id),
    ):
        with pytest.raises(InstrumentNotFound):
            act()
    assert instruments_of(ann) == [card]


def test_a_card_is_used_in_few_statements_and_notes_that_it_was(
    a_holder, a_kept_card, django_assert_num_queries
):
    ann = a_holder()
    a_kept_card(ann)

    with django_assert_num_queries(2):
        token = token_of_instrument(ann, None, channel_code="web", now=NOW)

    assert token.startswith("tok_")
    assert instruments_of(ann)[0].last_used_at == NOW


def test_a_card_past_its_last_day_is_refused(a_holder, a_kept_card):
    ann = a_holder()
    card = a_kept_card(ann, expiry="04/26")

    with pytest.raises(InstrumentRefused) as refusal:
        token_of_instrument(ann, card.id, channel_code="web", now=NOW + timedelta(days=60))

    assert refusal.value.reason == "expired_card"


class Postbox:
    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)


def test_the_holder_is_told_once_before_a_card_ends(a_holder, a_kept_card, deliver):
    ann = a_holder(locale="pt")
    ending = a_kept_card(ann, expiry="03/26")
    a_kept_card(ann, MASTERCARD, expiry="12/30")
    box = Postbox()
    wiring.bind(Mailer, box)

    assert tell_expiring_cards(now=NOW) == 1
    assert tell_expiring_cards(now=NOW + timedelta(days=1)) == 0
    deliver()
    send_expiry_letter(ending.id)

    first, again = box.letters
    assert first == again
    assert (first.to, first.locale) == ("ann@example.org", "pt")
    assert "Visa •••• 4242" in first.subject
    assert "31 de março de 2026" in first.text


def test_a_card_that_is_gone_is_not_told_of(a_holder):
    a_holder()
    box = Postbox()
    wiring.bind(Mailer, box)

    send_expiry_letter(uuid7())

    assert box.letters == []


@pytest.mark.parametrize("locale", ["en", "he", "ru", "be", "ka", "ar", "pt-BR", "fi"])
def test_the_letter_speaks_the_readers_language(locale):
    letter = expiry_letter(
        "Visa •••• 4242",
        date(2026, 3, 31),
        locale=locale,
        shop="shop.example",
        url="https://s/a?b&c",
    )

    assert "4242" in letter.subject
    assert "shop.example" in letter.text
    assert ('dir="rtl"' in letter.html) == (locale in {"he", "ar"})
    assert "b&amp;c" in letter.html


@pytest.mark.django_db(transaction=True)
def test_of_many_cards_kept_at_once_one_is_the_default(a_holder, a_kept_card):
    ann = a_holder()
    together = Barrier(5)

    def keep(month):
        together.wait()
        try:
            a_kept_card(ann, expiry=f"{month:02}/30")
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(keep, range(1, 6)))

    assert [each.is_default for each in instruments_of(ann)] == [True, False, False, False, False]


def test_staff_see_kept_cards_and_never_their_reference(a_holder, a_kept_card, admin_client):
    card = a_kept_card(a_holder())
    reference = Instrument.objects.get().reference

    listed = admin_client.get("/admin/payments/instrument/")
    shown = admin_client.get(f"/admin/payments/instrument/{card.id}/change/")

    assert listed.status_code == shown.status_code == 200
    assert "4242" in listed.content.decode()
    assert "2026-11" in shown.content.decode()
    assert reference not in listed.content.decode() + shown.content.decode()
