"""A person of whom the shop holds everything is told it, and forgotten: every table and every fact is searched."""

import io
import json
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from api.world import a_world
from customers.test_personal_data import COLUMNS
from django.db import transaction
from factories.ordering import CONTACT, Shopper

from serai.config.personal_data import holders
from serai.customers.models import PrivacyRequest
from serai.customers.queries.privacy.person_of import person_of
from serai.customers.usecases.privacy.ask import ask_for_erasure, ask_for_export
from serai.customers.usecases.privacy.follow_requests import follow_requests
from serai.customers.usecases.privacy.forget_person import forget
from serai.customers.usecases.privacy.make_export import export_of, make_export
from serai.customers.usecases.privacy.withdraw_erasure import withdraw_erasure
from serai.kernel import clock
from serai.kernel.ids import digest
from serai.plumbing.auth.shopper_tokens import customer_of_token
from serai.plumbing.db import execute, rows

MARKED = {
    "ann@example.org": "zebulon@quixley.example",
    "Ann Example": "Zebulon Quixley",
    "12 Oak Street": "77 Marker Lane",
    '"country": "US"}}': '"country": "US"}, "phone": "+1 555 0134 9981"}',
}
MARKS = ("zebulon", "quixley", "marker lane", "0134 9981")
END_WHAT_RUNS = (
    "UPDATE ordering_order SET state = 'fulfilled' WHERE state IN ('paid', 'accepted')",
    "UPDATE ordering_order SET state = 'failed', closed_at = now() WHERE state = 'placing'",
    "UPDATE ordering_order_change SET state = 'lapsed' WHERE state = 'awaiting_payment'",
    "UPDATE ordering_order_return SET state = 'cancelled'"
    " WHERE state IN ('requested', 'approved', 'received')",
    "UPDATE payments_instalment_plan SET state = 'ended', ended_by = 'waived', ended_at = now()"
    " WHERE state IN ('agreed', 'open')",
    "UPDATE payments_dispute SET closed_at = now() WHERE closed_at IS NULL",
)


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker, processor, shop_files):
    """Build the world; whatever Ann says of herself there, she says in words that nobody else uses."""
    plain = Shopper._send

    def marked(self, method, path, body, key=None):
        if self.token and _is_anns(self.token):
            text = json.dumps(body)
            for before, after in MARKED.items():
                text = text.replace(before, after)
            body = json.loads(text)
        return plain(self, method, path, body, key)

    Shopper._send = marked
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            yield a_world(processor)
            transaction.set_rollback(True)
    finally:
        Shopper._send = plain


def _is_anns(token: str) -> bool:
    owner = customer_of_token(digest(token), clock.now())
    return bool(
        rows("SELECT FROM customers_customer WHERE id = %s AND email LIKE 'ann@%%'", [owner])
    )


def _where(marks) -> dict[str, int]:
    """Return how many rows of which tables hold one of these words, in whatever spelling or type."""
    found = {}
    for table in dict.fromkeys(table for table, _ in rows(COLUMNS)):
        tests = " OR ".join("lower(t::text) LIKE %s OR t::text LIKE %s" for _ in marks)
        params = [word for mark in marks for word in (f"%{mark}%", f"%{mark.encode().hex()}%")]
        [(count,)] = rows(f"SELECT count(*) FROM {table} AS t WHERE {tests}", params)
        if count:
            found[table] = count
    return found


def _forgotten(customer_id: UUID) -> PrivacyRequest:
    for statement in END_WHAT_RUNS:
        execute(statement)
    made = ask_for_erasure(customer_id, by="staff", now=clock.now())
    forget(made.id, now=made.begins_at)
    return PrivacyRequest.objects.get(pk=made.id)


def test_what_a_shopper_took_back_does_not_hold_up_what_staff_ask(world):
    asked = PrivacyRequest.objects.get(customer_id=world.ann.account_id, kind="erasure")
    withdraw_erasure(asked.pk, customer_id=world.ann.account_id)

    made = ask_for_erasure(world.ann.account_id, by="staff", now=clock.now())

    locks = rows("SELECT lock FROM procrastinate_jobs WHERE task_name = 'customers.forget_person'")
    assert locks == [(f"privacy {made.id}",)]


def test_the_clock_begins_what_is_due_and_deletes_what_is_over(world):
    execute("DELETE FROM procrastinate_jobs")
    asked = PrivacyRequest.objects.get(customer_id=world.ann.account_id, kind="erasure")
    copy = ask_for_export(world.bob.account_id, by="customer", now=clock.now())
    make_export(copy.id)

    follow_requests(now=asked.begins_at - timedelta(seconds=1))
    early = rows(
        "SELECT args->>'request_id' FROM procrastinate_jobs WHERE task_name LIKE '%%forget_person'"
    )
    follow_requests(now=asked.begins_at + timedelta(days=8))
    late = rows(
        "SELECT args->>'request_id' FROM procrastinate_jobs WHERE task_name LIKE '%%forget_person'"
    )

    assert early == []
    assert (str(asked.pk),) in late
    assert PrivacyRequest.objects.get(pk=copy.id).state == "expired"
    assert PrivacyRequest.objects.get(pk=copy.id).content is None


def test_nobody_is_forgotten_while_something_is_under_way(world):
    made = ask_for_erasure(world.ann.account_id, by="staff", now=clock.now())

    forget(made.id, now=made.begins_at)

    row = PrivacyRequest.objects.get(pk=made.id)
    assert row.state == "waiting"
    assert {"order_under_way", "instalments_running"} <= set(row.waits_for)
    assert rows("SELECT FROM customers_customer WHERE email = 'ann@example.org'")


def test_an_export_tells_what_is_held_and_nothing_of_others(world):
    packed = export_of(person_of(world.ann.account_id), now=clock.now())

    archive = zipfile.ZipFile(io.BytesIO(packed))
    told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {
        "customers/customer.json",
        "customers/address.json",
        "customers/prediction.json",
        "ordering/order.json",
        "ordering/cart.json",
        "ordering/subscription.json",
        "ordering/prescription.json",
        "payments/payment.json",
        "payments/instrument.json",
        "index.json",
    } <= set(told)
    assert "zebulon@quixley.example" in told["ordering/order.json"]
    everything = "".join(told.values())
    assert "bob@example.org" not in everything
    assert str(world.bob.paid[1]["number"]) not in everything
    assert "password" not in everything


def test_everything_that_named_a_person_is_gone_but_for_what_the_books_ask(world):
    before = _where(MARKS)
    assert {"ordering_order", "ordering_cart"} <= set(before)

    row = _forgotten(world.ann.account_id)

    assert row.state == "done"
    kept = {part["what"]: (part["reason"], part["kept"] > 0) for part in row.report.values()}
    assert kept["Orders"] == ("books", True)
    assert set(_where(MARKS)) <= {"ordering_order", "ordering_paper"}
    assert not _where(("zebulon@", "0134 9981")).keys() - {"ordering_paper"}
    assert not rows("SELECT FROM customers_customer WHERE email = 'ann@example.org'")
    assert rows("SELECT FROM customers_customer WHERE email = 'bob@example.org'")


def test_what_still_names_the_account_is_what_is_declared(world):
    account = world.ann.account_id
    _forgotten(account)

    named = {
        table
        for table, column in rows(COLUMNS)
        if column == "customer_id"
        and rows(f"SELECT FROM {table} WHERE {column}::text = %s LIMIT 1", [str(account)])
    }

    stays = {
        held.table
        for holder in holders()
        for held in holder.tables
        if held.covers("customer_id") and (held.kept or "customer_id" in held.harmless)
    }
    assert named <= stays


def test_after_the_years_nothing_is_left(world):
    row = _forgotten(world.ann.account_id)

    forget(row.pk, now=clock.now() + timedelta(days=366 * 11))

    row.refresh_from_db()
    assert row.state == "done"
    assert row.again_at is None
    assert _where(MARKS) == {}


def test_an_invoice_keeps_its_name_for_ten_years_and_not_longer(world):
    order_id = UUID(world.ann.paid[1]["id"])
    for number, years in ((1, 2), (2, 11)):
        issued_at = clock.now() - timedelta(days=366 * years)
        execute(
            "INSERT INTO ordering_paper (id, kind, issuer_id, year, count, number, order_id, issued_at,"
            " locale, currency, total_minor, content, sha256) SELECT gen_random_uuid(), 'invoice',"
            " (SELECT code FROM ordering_issuer LIMIT 1), %s, 1, %s, %s, %s, 'en', 'USD', 398,"
            " 'To Zebulon Quixley', ''",
            [2000 + number, f"OLD-{number}", order_id, issued_at],
        )

    row = _forgotten(world.ann.account_id)

    told = rows("SELECT number, content FROM ordering_paper WHERE number LIKE 'OLD-%%' ORDER BY 1")
    assert told == [("OLD-1", "To Zebulon Quixley"), ("OLD-2", "")]
    assert row.report["ordering_paper"]["kept"] == 1
    assert row.report["ordering_paper"]["reason"] == "books"


def test_forgetting_twice_changes_nothing_more(world, published):
    row = _forgotten(world.ann.account_id)
    row.again_at = clock.now()
    row.save()

    forget(row.pk, now=clock.now())

    assert [type(event).__name__ for event in published()].count("CustomerForgotten") == 1


def test_what_others_are_told_is_the_id_alone(world, published):
    row = _forgotten(world.ann.account_id)

    [event] = [each for each in published() if type(each).__name__ == "CustomerForgotten"]
    assert event.customer_id == row.customer_id


def test_a_worker_may_die_after_any_step(world, monkeypatch):
    for statement in END_WHAT_RUNS:
        execute(statement)
    made = ask_for_erasure(world.ann.account_id, by="staff", now=clock.now())
    steps = sum(len((*each.before, *each.tables, *each.acts)) for each in holders())
    from serai.customers.usecases.privacy import forget_person

    real, tries = forget_person._note, 0
    for dies_at in range(0, steps, 5):
        seen = iter(range(10_000))

        def dying(request_id, report, seen=seen, dies_at=dies_at):
            real(request_id, report)
            if next(seen) == dies_at:
                raise KeyboardInterrupt

        monkeypatch.setattr(forget_person, "_note", dying)
        with pytest.raises(KeyboardInterrupt):
            forget(made.id, now=made.begins_at)
        tries += 1
    monkeypatch.setattr(forget_person, "_note", real)

    forget(made.id, now=made.begins_at)

    assert tries > 5
    assert PrivacyRequest.objects.get(pk=made.id).state == "done"
    assert set(_where(MARKS)) <= {"ordering_order", "ordering_paper"}


def test_a_guests_past_goes_with_a_proven_address_only(world):
    account = world.ann.account_id
    unproven = person_of(account)
    execute("UPDATE customers_customer SET email_verified_at = now() WHERE id = %s", [account])

    proven = person_of(account)

    guests = UUID(world.guest.paid[1]["id"])
    assert guests not in unproven.found["orders"]
    assert guests in proven.found["orders"]
    assert UUID(world.bob.paid[1]["id"]) not in proven.found["orders"]
    assert CONTACT["email"] == proven.emails[0]
