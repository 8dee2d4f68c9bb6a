"""Who bought at a till has the receipt by letter, in their language."""

import msgspec
import pytest
from factories.catalog import NOW
from factories.inventory import a_location, stocked
from factories.ordering import a_customer_id
from factories.tills import LATER, a_sale, line

from serai.catalog.public import variants_of_skus
from serai.customers.models import Customer
from serai.ordering.domain.tills.operation import TillOperation
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.tills.merge_operations import merge_operations
from serai.ordering.usecases.tills.set_up_till import SetUpTill, set_up_till
from serai.plumbing import wiring
from serai.plumbing.mail import Letter, Mailer, MailerUnavailable

pytestmark = pytest.mark.django_db


class Letterbox:
    """Keeps letters; fills the port."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.is_open = True

    def send(self, letter: Letter) -> None:
        if not self.is_open:
            raise MailerUnavailable
        self.letters.append(letter)


@pytest.fixture
def box():
    before = wiring.bound(Mailer)
    made = Letterbox()
    wiring.bind(Mailer, made)
    yield made
    wiring.bind(Mailer, before)


@pytest.fixture
def till(shop):
    milk = variants_of_skus(["MILK"])["MILK"]
    stocked(milk.id, a_location("STORE-1", kind="store", priority=1), 5)
    return set_up_till(SetUpTill("T1", "First till", "STORE-1", "web"), now=NOW)


def test_a_receipt_is_sent_once_however_often_the_sale_is_told(till, box, deliver):
    sale = a_sale(line(quantity=2), paid={"cash": 100, "card": 298}, email="ann@example.org")

    for _ in range(2):
        merge_operations(till.id, [sale], now=LATER)
        deliver()

    [letter] = box.letters
    assert letter.to == "ann@example.org"
    assert letter.subject.startswith(f"Receipt {order(sale.id).number}")
    assert "2 × Name of MILK: $3.98" in letter.text
    assert "Paid by cash: $1.00" in letter.text
    assert "/papers/" in letter.text


def test_nobody_writes_to_who_left_no_address(till, box, deliver):
    merge_operations(till.id, [a_sale()], now=LATER)
    deliver()

    assert box.letters == []


@pytest.mark.parametrize(
    ("told", "kept", "expected"),
    [("he", "ru", ("he", "מזומן")), ("", "ru", ("ru", "наличные")), ("", "", ("en", "cash"))],
)
def test_it_is_in_the_buyers_language(till, box, deliver, told, kept, expected):
    customer_id = a_customer_id()
    Customer.objects.filter(pk=customer_id).update(locale=kept)
    said = {"locale": told} if told else {}
    sale = a_sale(email="ann@example.org", customer_id=customer_id, **said)

    merge_operations(till.id, [sale], now=LATER)
    deliver()

    [letter] = box.letters
    language, word = expected
    assert (letter.locale, word in letter.text) == (language, True)
    assert ('dir="rtl"' in letter.html) is (language == "he")


def test_what_was_told_before_tills_had_languages_is_the_same_operation():
    sale = a_sale()
    encoded = msgspec.msgpack.encode(sale)

    assert b"locale" not in encoded
    assert msgspec.msgpack.decode(encoded, type=TillOperation) == sale
