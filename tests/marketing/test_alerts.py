"""Who asks to be told of an article is told once, when it is so for them, and can end it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.alerts import a_shopper, asked, said_in, states, ticket_in, waiting
from factories.catalog import a_variant
from factories.inventory import a_location, hold, stocked
from factories.pricing import listed, priced
from factories.promotions import a_draft

from serai.customers.public import (
    EmailRefused,
    Register,
    register,
    set_buying_terms,
    write_customer_group,
)
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert import (
    REMEMBERED,
    TO_CONFIRM,
    TRANSITIONS,
    WAITS,
    AlertAction,
    AlertState,
)
from serai.marketing.domain.alerts.alert_ticket import AlertNotFound
from serai.marketing.models import Alert, AlertsTold
from serai.marketing.queries.alerts.alert_view import alert_of_ticket, alerts_of_customer
from serai.marketing.queries.alerts.most_wanted import most_wanted, waiting_for
from serai.marketing.usecases.alerts.ask_for_alert import (
    ArticleIsThere,
    ArticleNotSold,
    PriceIsThere,
    TooManyAlerts,
    TooManyLetters,
)
from serai.marketing.usecases.alerts.check_all import check_all
from serai.marketing.usecases.alerts.check_prices import check_prices
from serai.marketing.usecases.alerts.check_stock import check_stock
from serai.marketing.usecases.alerts.confirm_alert import confirm_alert
from serai.marketing.usecases.alerts.end_alert import end_alert, end_my_alert
from serai.marketing.usecases.alerts.expire_alerts import expire_alerts
from serai.marketing.usecases.alerts.send_alert import send_alert
from serai.pricing.domain.price_row import PriceRow
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.public import OpenPriceList, open_price_list, set_prices
from serai.pricing.usecases.promotions.change_state import change_promotion_state

pytestmark = pytest.mark.django_db
_BESIDE = ("SAVEPOINT", "INSERT INTO")
TENTH_OFF = {"kind": "lines_off", "off": {"percent": "10"}}


@pytest.fixture
def milk(db, deliver):
    """Return an article at 5.00 of which none is there; nothing is under way."""
    article = a_variant("MILK")
    costs(article.id, "5.00")
    deliver()
    return article.id


def costs(variant_id, amount):
    priced(variant_id, amount, now=clock.now())


def test_an_account_is_told_once_when_the_price_is_what_it_named(milk, letters, deliver):
    ada = a_shopper()
    assert asked("MILK", customer_id=ada, target_minor=400).state == "waiting"

    costs(milk, "4.01")
    deliver()
    assert (letters(), states()) == ([], ["waiting"])
    costs(milk, "4.00")
    deliver()
    costs(milk, "3.00")
    deliver()

    [letter] = letters()
    assert letter["To"] == "ada@example.org"
    assert letter["Subject"] == "The price has come down: Product MILK"
    assert "costs $4.00 now. You wanted to know when it costs $4.00 or less." in said_in(letter)
    assert states() == ["told"]


def test_less_than_now_is_one_cent_less(milk, letters, deliver):
    asked("MILK", customer_id=a_shopper())

    costs(milk, "5.50")
    deliver()
    assert letters() == []
    costs(milk, "4.99")
    deliver()

    assert len(letters()) == 1


@pytest.mark.parametrize("target", [500, 501, -1])
def test_a_price_that_is_there_already_is_refused_with_the_price(milk, target):
    with pytest.raises(PriceIsThere) as refusal:
        asked("MILK", email="ada@example.org", target_minor=target)

    assert refusal.value.price == Money(500, "USD")
    assert states() == []


def test_what_is_there_already_is_not_waited_for(milk):
    stocked(milk, a_location(), 1)

    with pytest.raises(ArticleIsThere):
        asked("MILK", "stock", email="ada@example.org")


@pytest.mark.parametrize("sku", ["TEA", "UNPRICED", "ELSEWHERE"])
def test_what_is_not_sold_here_is_not_waited_for(milk, sku):
    a_variant("UNPRICED")
    a_variant("ELSEWHERE", channels=[])

    with pytest.raises(ArticleNotSold):
        asked(sku, email="ada@example.org")


def test_a_guest_hears_nothing_before_the_first_letter_is_answered(milk, letters, deliver):
    assert asked("MILK", email=" Ada@Example.org ", target_minor=400).state == "unconfirmed"
    deliver()
    [letter] = letters()
    costs(milk, "3.00")
    deliver()
    assert len(letters()) == 1

    seen = confirm_alert(ticket_in(letter), now=clock.now())
    deliver()

    assert (letter["To"], letter["Subject"]) == (
        "ada@example.org",
        "Please confirm: Product MILK",
    )
    assert (seen.state, seen.kind, seen.target) == ("waiting", "price", Money(400, "USD"))
    assert [each["Subject"] for each in letters()[1:]] == ["The price has come down: Product MILK"]


def test_confirming_twice_or_too_late_changes_nothing(milk, letters, deliver):
    asked("MILK", email="ada@example.org")
    deliver()
    ticket = ticket_in(letters()[0])

    late = confirm_alert(ticket, now=clock.now() + TO_CONFIRM)
    first = confirm_alert(ticket, now=clock.now())
    second = confirm_alert(ticket, now=clock.now() + timedelta(hours=1))

    assert (late.state, first.state, second) == ("unconfirmed", "waiting", first)


def test_asked_again_soon_no_second_letter_is_written_and_the_new_price_counts(
    milk, letters, deliver
):
    asked("MILK", email="ada@example.org", target_minor=400)
    asked("MILK", email="ada@example.org", target_minor=300)
    deliver()

    assert len(letters()) == 1
    assert list(Alert.objects.values_list("target_minor", flat=True)) == [300]


def test_a_stranger_cannot_change_what_an_address_waits_for(milk, letters, deliver):
    asked("MILK", email="ada@example.org", target_minor=400)
    deliver()
    confirm_alert(ticket_in(letters()[0]), now=clock.now())

    assert asked("MILK", email="ada@example.org", target_minor=1).state == "unconfirmed"
    deliver()
    costs(milk, "4.00")
    deliver()

    assert sorted(each["Subject"].split(":")[0] for each in letters()) == [
        "Please confirm",
        "Please confirm",
        "The price has come down",
    ]


def test_confirming_anew_replaces_what_the_address_waited_for(milk, letters, deliver):
    for target in (400, 300):
        asked("MILK", email="ada@example.org", target_minor=target)
        deliver()
        confirm_alert(ticket_in(letters()[-1]), now=clock.now())

    costs(milk, "4.00")
    deliver()

    assert (len(letters()), states()) == (2, ["ended", "waiting"])


def test_an_account_whose_address_is_not_proven_confirms_it_first(milk, letters, deliver):
    bob = register(Register("bob@example.org", "nine green turtles"), now=clock.now()).id

    assert asked("MILK", customer_id=bob).state == "unconfirmed"
    deliver()
    confirm_alert(ticket_in(letters()[0]), now=clock.now())
    costs(milk, "1.00")
    deliver()

    assert [each["To"] for each in letters()] == ["bob@example.org"] * 2


def test_one_address_gets_few_letters_an_hour(deliver, letters, db):
    for n in range(6):
        costs(a_variant(f"TEA-{n}").id, "5.00")
    for n in range(5):
        asked(f"TEA-{n}", email="ada@example.org")

    with pytest.raises(TooManyLetters) as refusal:
        asked("TEA-5", email="ada@example.org")
    later = asked("TEA-5", email="ada@example.org", now=clock.now() + timedelta(hours=1))

    assert 3_500 < refusal.value.retry_after <= 3_600
    assert later.state == "unconfirmed"


def test_nobody_waits_for_more_than_a_hundred_articles(milk, monkeypatch):
    ada = a_shopper()
    tea = a_variant("TEA").id
    costs(tea, "5.00")
    monkeypatch.setattr("serai.marketing.usecases.alerts.ask_for_alert.MOST_ALERTS", 1)
    asked("MILK", customer_id=ada)

    with pytest.raises(TooManyAlerts):
        asked("TEA", customer_id=ada)

    assert asked("MILK", customer_id=ada, target_minor=1).state == "waiting"


def test_an_address_must_be_one(milk):
    with pytest.raises(EmailRefused):
        asked("MILK", email="ada")


def test_who_buys_on_other_terms_is_told_of_their_own_price_alone(milk, letters, deliver):
    now = clock.now()
    write_customer_group("trade", "Trade", now=now)
    open_price_list(OpenPriceList("trade", "Trade", "web", customer_group="trade"), now=now)
    ada, bob = a_shopper(), a_shopper("bob@example.org")
    set_buying_terms(ada, group="trade", company_id=None)
    for person in (ada, bob):
        asked("MILK", customer_id=person, target_minor=400)
    deliver()

    listed("trade", milk, "3.50", now=clock.now())
    deliver()

    assert [each["To"] for each in letters()] == ["ada@example.org"]
    assert "costs $3.50 now" in said_in(letters()[0])


def test_who_comes_into_a_group_is_told_of_its_price(milk, letters, deliver):
    now = clock.now()
    write_customer_group("trade", "Trade", now=now)
    open_price_list(OpenPriceList("trade", "Trade", "web", customer_group="trade"), now=now)
    listed("trade", milk, "3.50", now=now)
    ada = a_shopper()
    asked("MILK", customer_id=ada, target_minor=400)
    deliver()
    assert letters() == []

    set_buying_terms(ada, group="trade", company_id=None)
    deliver()

    assert len(letters()) == 1


def test_a_promotion_without_a_code_counts_and_one_with_a_code_does_not(milk, letters, deliver):
    asked("MILK", customer_id=a_shopper(), target_minor=450)
    coded = a_draft("coded", needs_coupon=True, benefit=TENTH_OFF)
    open_to_all = a_draft("open", benefit=TENTH_OFF)
    deliver()

    change_promotion_state(coded.id, PromotionAction.ACTIVATE, now=clock.now())
    deliver()
    assert letters() == []
    change_promotion_state(open_to_all.id, PromotionAction.ACTIVATE, now=clock.now())
    deliver()

    assert "costs $4.50 now" in said_in(letters()[0])


def test_a_price_that_rose_before_the_letter_was_written_is_waited_for_again(milk, letters):
    asked("MILK", customer_id=a_shopper(), target_minor=400)
    costs(milk, "3.00")
    assert check_prices([milk], "web", now=clock.now()) == 1
    costs(milk, "5.00")

    send_alert(alert_id=Alert.objects.get().pk)

    assert (letters(), states()) == ([], ["waiting"])


def test_a_crash_after_the_letter_left_sends_the_same_letter_again(milk, letters, monkeypatch):
    asked("MILK", customer_id=a_shopper(), target_minor=400)
    costs(milk, "3.00")
    check_prices([milk], "web", now=clock.now())
    alert_id = Alert.objects.get().pk

    send_alert(alert_id=alert_id)
    Alert.objects.update(state="due", over_at=None)
    send_alert(alert_id=alert_id)
    send_alert(alert_id=alert_id)

    assert {each["Message-ID"] for each in letters()} == {letters()[0]["Message-ID"]}
    assert states() == ["told"]


def test_the_link_of_a_letter_ends_one_alert_or_all(milk, letters, deliver):
    tea = a_variant("TEA").id
    costs(tea, "5.00")
    for sku in ("MILK", "TEA"):
        asked(sku, email="ada@example.org")
        deliver()
        confirm_alert(ticket_in(letters()[-1]), now=clock.now())
    deliver()
    ticket = ticket_in(letters()[0])

    assert end_alert(ticket, now=clock.now()).state == "ended"
    assert states() == ["ended", "waiting"]
    end_alert(ticket, now=clock.now(), others_too=True)
    end_alert(ticket, now=clock.now(), others_too=True)

    assert states() == ["ended", "ended"]
    costs(milk, "1.00")
    deliver()
    assert len(letters()) == 2


@pytest.mark.parametrize("ticket", ["", "x", "e30.AA", "é"])
def test_a_link_that_was_not_made_here_opens_nothing(db, ticket):
    for act in (alert_of_ticket, lambda each, now: confirm_alert(each, now=now)):
        with pytest.raises(AlertNotFound):
            act(ticket, clock.now())


def test_an_account_ends_its_own_alone(milk):
    ada, bob = a_shopper(), a_shopper("bob@example.org")
    asked("MILK", customer_id=ada)
    alert_id = Alert.objects.get().pk

    with pytest.raises(AlertNotFound):
        end_my_alert(bob, alert_id, now=clock.now())
    assert states() == ["waiting"]
    for _ in range(2):
        end_my_alert(ada, alert_id, now=clock.now())

    assert states() == ["ended"]
    assert alerts_of_customer(ada, "web", clock.now()) == []


def test_the_list_tells_the_price_of_now_in_a_fixed_number_of_statements(
    milk, django_assert_num_queries
):
    ada = a_shopper()
    stocked(a_variant("TEA").id, a_location(), 3)
    asked("MILK", customer_id=ada, target_minor=400)
    costs(milk, "4.50")

    [seen] = alerts_of_customer(ada, "web", clock.now())
    with django_assert_num_queries(4):  # alerts, articles, prices, stock
        alerts_of_customer(ada, "web", clock.now())

    assert (seen.sku, seen.target, seen.price_when_asked, seen.price, seen.availability) == (
        "MILK",
        Money(400, "USD"),
        Money(500, "USD"),
        Money(450, "USD"),
        "out",
    )


def test_as_many_are_told_as_there_are_units_times_the_factor_who_asked_first_first(
    milk, letters, deliver, settings
):
    settings.SERAI_ALERTS_PER_UNIT = 2
    place = a_location()
    order = waiting(milk, 6)

    stocked(milk, place, 2)
    deliver()

    told = Alert.objects.filter(state="told")
    assert set(told.values_list("pk", flat=True)) == set(order[:4])
    assert {each["Subject"] for each in letters()} == {"Available again: Product MILK"}


def test_the_others_are_told_at_the_next_arrival(milk, letters, deliver, settings):
    settings.SERAI_ALERTS_PER_UNIT = 1
    place = a_location()
    waiting(milk, 4)
    stocked(milk, place, 1)
    deliver()
    assert len(letters()) == 1
    hold({milk: 1}, now=clock.now())
    deliver()

    stocked(milk, place, 2)
    deliver()

    assert len(letters()) == 3
    assert check_stock([milk], "web", now=clock.now()) == 0
    assert AlertsTold.objects.get().told == 2


def test_what_is_gone_before_the_letter_was_written_is_waited_for_again(milk, letters):
    place = a_location()
    [alert_id] = waiting(milk, 1)
    costs(milk, "5.00")
    stocked(milk, place, 1)
    assert check_stock([milk], "web", now=clock.now()) == 1
    hold({milk: 1}, now=clock.now())

    send_alert(alert_id=alert_id)

    assert (letters(), states()) == ([], ["waiting"])


def test_it_came_while_somebody_confirmed(milk, letters, deliver):
    asked("MILK", "stock", email="ada@example.org")
    deliver()
    stocked(milk, a_location(), 1)
    deliver()

    confirm_alert(ticket_in(letters()[0]), now=clock.now())
    deliver()

    assert letters()[1]["Subject"] == "Available again: Product MILK"


def test_what_nobody_tells_of_is_looked_at_by_the_clock(milk, letters, deliver):
    now = clock.now()
    write_customer_group("trade", "Trade", now=now)
    open_price_list(OpenPriceList("trade", "Trade", "web", customer_group="trade"), now=now)
    ada = a_shopper()
    set_buying_terms(ada, group="trade", company_id=None)
    asked("MILK", customer_id=ada, target_minor=400)
    listed("trade", milk, "3.00", now=now, valid_from=now + timedelta(hours=1))
    deliver()
    assert check_all(now=clock.now()) == 0

    assert check_all(now=now + timedelta(hours=2)) == 1


def test_time_ends_alerts_and_what_is_long_over_is_forgotten(milk):
    now = clock.now()
    asked("MILK", email="ada@example.org")
    asked("MILK", customer_id=a_shopper())

    expire_alerts(now=now + timedelta(days=3))
    assert states() == ["waiting"]
    assert expire_alerts(now=now + WAITS + timedelta(days=1)) == 1
    assert states() == ["expired"]
    expire_alerts(now=now + WAITS + REMEMBERED + timedelta(days=2))

    assert states() == []


@pytest.mark.parametrize("known", [0, 1, 40])
def test_five_thousand_changed_prices_are_looked_at_with_as_many_statements_as_one(
    milk, known, settings
):
    others = [a_variant(f"TEA-{n}").id for n in range(3)]
    for each in others:
        costs(each, "5.00")
        waiting(each, known, "price", target_minor=400)
        waiting(each, known, "price", target_minor=100)
    set_prices(
        [PriceRow(each, "web", Money(400, "USD")) for each in others],
        source="test",
        now=clock.now(),
    )
    changed = [*others, milk, *(uuid7() for _ in range(4_996))]
    check_prices(changed, "web", now=clock.now())
    Alert.objects.filter(state="due").update(state="waiting", due_at=None)

    with CaptureQueriesContext(
        connection,
    ) as seen:
        told = check_prices(changed, "web", now=clock.now())

    looks = [each["sql"] for each in seen if not any(word in each["sql"] for word in _BESIDE)]
    assert told == 3 * known
    assert len([each for each in looks if "marketing_alert" in each]) == (2 if known else 1)
    assert len(looks) == (5 if known else 1)  # who waits, lists, promotions, prices, who is told


def test_most_wanted_comes_first(milk):
    tea = a_variant("TEA").id
    waiting(tea, 3, "price", target_minor=1)
    waiting(milk, 2)
    waiting(tea, 1)

    found = most_wanted()

    assert [(each.sku, each.for_price, each.for_stock) for each in found] == [
        ("TEA", 3, 1),
        ("MILK", 0, 2),
    ]
    assert [each.sku for each in most_wanted(kind="stock", limit=1)] == ["MILK"]
    assert most_wanted(channel_code="tea") == []
    assert waiting_for([tea, milk]) == (3, 3)
    assert waiting_for([uuid4()]) == (0, 0)


def test_every_state_but_those_that_are_over_goes_on():
    moving = {state for state, _ in TRANSITIONS}

    assert moving == {AlertState.UNCONFIRMED, AlertState.WAITING, AlertState.DUE}
    assert {action for _, action in TRANSITIONS} == set(AlertAction)
