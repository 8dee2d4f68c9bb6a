"""A channel takes what it was told to take, by whom and when; in the memory of a process for seconds."""

from dataclasses import replace

import pytest
from factories.catalog import a_channel
from payments.makers import NOW, a_card, a_processor

from serai.catalog.public import ChannelNotFound
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.events import PaymentMethodsChanged
from serai.payments.models import PaymentMethod
from serai.payments.ports import Abilities, CaptureAt, Processors, UnknownProcessor
from serai.payments.public import (
    CARD,
    MethodNotOffered,
    MethodSetting,
    StartPayment,
    charge_payment,
    methods_offered,
    payment,
    route_of,
    start_payment,
)
from serai.payments.queries.methods import forget_methods, methods_of_channel
from serai.payments.usecases.set_methods import BadPaymentMethod, set_methods
from serai.plumbing import wiring

pytestmark = pytest.mark.django_db

LOCAL = MethodSetting(CARD, "local")


@pytest.fixture
def channel(processor):
    return a_channel()


@pytest.fixture
def two_processors(channel, processor: LocalProcessor, a_folder) -> LocalProcessor:
    """Let a second processor with a book of its own take cards, and transfers later."""
    other = a_processor(a_folder / "other")
    other.name = "other"
    other.abilities = Abilities(methods=(CARD, "transfer"), captures_later=False)
    wiring.bind(Processors, Processors(processor, other))
    yield other
    other.book.close()


def test_a_channel_that_was_told_nothing_takes_what_the_processors_take(two_processors):
    assert [(s.method, s.processor) for s in methods_of_channel("web")] == [
        (CARD, "local"),
        (CARD, "other"),
        ("transfer", "other"),
    ]
    assert route_of("web", CARD).processor.name == "local"


def test_a_channel_takes_what_it_was_told_in_that_order(two_processors, published):
    settings = [
        MethodSetting("transfer", "other", lowest_minor=1000),
        MethodSetting(CARD, "other", highest_minor=5000),
    ]

    set_methods("web", settings)
    set_methods("web", settings)

    assert list(methods_of_channel("web")) == settings
    assert [s.method for s in methods_offered("web", Money(999, "USD"))] == [CARD]
    assert [s.method for s in methods_offered("web", Money(5001, "USD"))] == ["transfer"]
    assert published() == [PaymentMethodsChanged("web")]


def test_a_payment_goes_to_the_processor_of_its_method(two_processors, processor):
    set_methods("web", [MethodSetting(CARD, "other")])
    token = two_processors.tokenise(a_card(), now=NOW).token
    request = start_payment(
        StartPayment(uuid7(), uuid7(), "web", Money(1234, "USD"), token, "https://x.example"),
        now=NOW,
    )
    charge_payment(request, now=NOW)

    assert payment(request.payment_id).processor == "other"
    assert two_processors.status_of(request.key) is not None
    assert processor.status_of(request.key) is None


def test_what_a_channel_does_not_take_is_refused(channel):
    set_methods("web", [replace(LOCAL, highest_minor=1000)])

    with pytest.raises(MethodNotOffered):
        route_of("web", "transfer")
    with pytest.raises(MethodNotOffered):
        route_of("web", CARD, Money(1001, "USD"))
    assert route_of("web", CARD, Money(1000, "USD")).capture_at is CaptureAt.NOW


def test_a_method_that_is_switched_off_is_not_offered(channel):
    set_methods("web", [replace(LOCAL, is_offered=False)])

    assert methods_offered("web") == []
    with pytest.raises(MethodNotOffered):
        route_of("web", CARD)


@pytest.mark.parametrize(
    ("settings", "line", "reason"),
    [
        ([LOCAL, LOCAL], 2, "card is there already."),
        ([MethodSetting("cash", "local")], 1, "local does not take cash."),
        (
            [MethodSetting("transfer", "other", CaptureAt.HAND_OVER)],
            1,
            "other cannot set money aside.",
        ),
        ([replace(LOCAL, lowest_minor=2, highest_minor=1)], 1, "its least is more than its most."),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_line(two_processors, settings, line, reason):
    with pytest.raises(BadPaymentMethod) as refusal:
        set_methods("web", settings)

    assert (refusal.value.line, refusal.value.reason) == (line, reason)
    assert PaymentMethod.objects.count() == 0


def test_unknown_channels_and_processors_are_refused(channel):
    with pytest.raises(ChannelNotFound):
        set_methods("nowhere", [LOCAL])
    with pytest.raises(UnknownProcessor):
        set_methods("web", [MethodSetting(CARD, "nobody")])


def test_a_row_keeps_its_id_when_it_is_changed(channel):
    set_methods("web", [LOCAL])
    before = PaymentMethod.objects.get().pk

    set_methods("web", [replace(LOCAL, capture_at=CaptureAt.HAND_OVER)])

    assert PaymentMethod.objects.get().pk == before
    assert route_of("web", CARD).capture_at is CaptureAt.HAND_OVER


def test_methods_are_read_once_in_a_while(channel, django_assert_num_queries):
    forget_methods()
    with django_assert_num_queries(1):
        methods_of_channel("web")
        methods_of_channel("app")
        route_of("web", CARD)
