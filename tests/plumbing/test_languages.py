"""Refusals are told in the reader's language."""

import json
import pkgutil
import re
from dis import get_instructions
from importlib import import_module
from inspect import isfunction
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any
from uuid import UUID

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from factories.catalog import a_channel

import serai
from serai.inventory.usecases.reserve import OutOfStock, Shortage
from serai.kernel.errors import DomainError, domain_errors
from serai.kernel.money import Money
from serai.ordering.domain.cart import CartIncomplete
from serai.ordering.domain.contact import BadContact
from serai.ordering.domain.order_state import ORDER_STATES, OrderAction, OrderState
from serai.payments.adapters.local.words import words_in
from serai.payments.domain.failure import SENTENCES, Failure, PaymentDeclined
from serai.payments.public import RefundTooLarge
from serai.plumbing.api.language import LOCALES, localised, phrase
from serai.plumbing.api.problem import TITLES, problem_of
from serai.plumbing.auth import issue_api_key

MESSAGES = Path(serai.__file__).parent / "plumbing" / "api" / "messages"
TRANSLATED = tuple(locale for locale in LOCALES if locale != "en")
SCRIPTS = {
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff",
    "ru": "\u0400-\u04ff",
    "be": "\u0400-\u04ff",
    "ka": "\u10a0-\u10ff",
    "pt": "a-zA-Z",
}
NAMES = re.compile(
    r"Serai-Key|Idempotency-Key|Content-Type|American Express|Bearer|ASCII|UTF-8|JSON|null|en|de-AT|US"
)
"""Names that every language writes in Latin letters."""
NO_ID = UUID(int=0)


def _catalogue(locale: str) -> dict[str, str]:
    text = (MESSAGES / f"{locale}.po").read_bytes()
    catalogue = read_po(BytesIO(text), locale=locale, abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id}


CATALOGUES = {locale: _catalogue(locale) for locale in TRANSLATED}


def _every_refusal() -> list[type[DomainError]]:
    for module in pkgutil.walk_packages(serai.__path__, "serai."):
        if re.fullmatch(r"serai\.\w+(\.(public|usecases|queries|domain|api)\b.*)?", module.name):
            import_module(module.name)
    return domain_errors()


def _codes_without_a_class() -> set[str]:
    """Return the codes that `problem_response` is called with."""
    found: set[str] = set()
    for path in Path(serai.__file__).parent.rglob("*.py"):
        for call in re.findall(r"problem_response\(([^()]*)", path.read_text()):
            found.update(re.findall(r'"([a-z_]+\.[a-z_0-9]+)"', call))
    return found


def _braces(sentence: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(sentence) if name}


def _public_attributes(error: type[DomainError]) -> set[str]:
    """Return the names of the facts: what the constructor sets on the instance."""
    if not isfunction(error.__init__):
        return set()
    set_on_it = {
        step.argval for step in get_instructions(error.__init__) if step.opname == "STORE_ATTR"
    }
    return {name for name in set_on_it if not name.startswith("_")}


def _sentences_of(code: str, catalogue: dict[str, str]) -> list[str]:
    return [text for name, text in catalogue.items() if name == code or name.startswith(f"{code}.")]


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_refusal_is_translated(locale: str):
    wanted = {error.code for error in _every_refusal()} | _codes_without_a_class()

    assert len(wanted) > 80
    assert wanted - CATALOGUES[locale].keys() == set()


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_title_is_translated(locale: str):
    assert {f"title.{status}" for status in TITLES} - CATALOGUES[locale].keys() == set()


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_sentence_holds_only_facts_of_its_refusal(locale: str):
    for error in _every_refusal():
        for sentence in _sentences_of(error.code, CATALOGUES[locale]):
            assert _braces(sentence) <= _public_attributes(error), (error.code, sentence)


@pytest.mark.parametrize("locale", TRANSLATED)
def test_the_catalogues_say_the_same_things(locale: str):
    assert CATALOGUES[locale].keys() == CATALOGUES["he"].keys()
    assert all(text.strip() for text in CATALOGUES[locale].values())


@pytest.mark.parametrize("locale", TRANSLATED)
def test_no_sentence_is_left_over_from_another_language(locale: str):
    for name, sentence in CATALOGUES[locale].items():
        own_words = NAMES.sub("", re.sub(r"\{[^}]*\}", "", sentence))
        assert re.search(f"[{SCRIPTS[locale]}]", own_words), (name, sentence)
        if locale != "pt":
            assert not re.search(r"[A-Za-z]{2}", own_words), (name, sentence)


@pytest.mark.parametrize("locale", TRANSLATED)
@pytest.mark.parametrize("failure", list(Failure))
def test_every_reason_of_a_failed_payment_is_told(locale: str, failure: Failure):
    refusal = PaymentDeclined(NO_ID, failure)

    assert localised(refusal, "en") == SENTENCES[failure]
    expected = CATALOGUES[locale][f"payments.payment_declined.{failure}"]
    assert localised(refusal, locale) == expected


def test_states_are_words_of_the_reader():
    with pytest.raises(DomainError) as caught:
        ORDER_STATES.advance(OrderState.CANCELLED, OrderAction.FULFIL)

    assert localised(caught.value, "ru") == "В состоянии «отменено» это невозможно."


def test_what_is_missing_is_a_list_of_the_reader():
    refusal = CartIncomplete(["contact", "delivery", "payment"])

    told = localised(refusal, "ru")
    assert told == "Сначала в корзине нужно заполнить: контактные данные, доставка и оплата."


def test_a_field_deep_in_a_body_is_named_in_the_reader_s_words():
    refusal = BadContact("address.postcode", "is needed.")

    assert "«паштовы індэкс»" in localised(refusal, "be")


def test_money_is_written_as_the_reader_writes_it():
    refusal = RefundTooLarge(asked=Money(500_00, "USD"), left=Money(1234_50, "USD"))

    assert (
        localised(refusal, "en")
        == "Only 1234.50 USD can still be refunded; 500.00 USD was asked for."
    )
    assert "1 234,50" in localised(refusal, "ru").replace("\u00a0", " ").replace("\u202f", " ")
    assert "1.234,50" in localised(refusal, "pt")


def test_a_fact_does_not_turn_a_sentence_that_is_read_from_right_to_left():
    refusal = OutOfStock([Shortage(sku="AB-1 (x)", variant_id=NO_ID, asked=3, free=1)])

    assert "\u2068AB-1 (x)\u2069" in localised(refusal, "he")
    assert "\u2068" not in localised(refusal, "ru")


def test_an_article_without_a_sku_is_named_by_its_id():
    refusal = OutOfStock([Shortage(sku="", variant_id=NO_ID, asked=3, free=1)])

    assert str(NO_ID) in localised(refusal, "ka")


def test_what_the_catalogue_cannot_say_is_told_in_english():
    assert phrase("auth.not_allowed", "he", {}, otherwise="Not this.") == "Not this."
    assert phrase("nobody.knows", "he", otherwise="Unknown.") == "Unknown."


@pytest.mark.parametrize("locale", TRANSLATED)
def test_the_reads_ahead_of_django_tell_title_and_detail(locale: str):
    _, body = problem_of(CartIncomplete(["contact"]), locale=locale, request_id="")

    assert json.loads(body)["title"] == CATALOGUES[locale]["title.409"] != TITLES[409]


def _problem(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = json.loads(response.content)
    return document


def _nowhere(client: Client, language: str) -> dict[str, Any]:
    return _problem(client.get("/api/nowhere", headers={"Accept-Language": language}))


@pytest.mark.django_db
def test_a_problem_comes_in_the_reader_s_language(client: Client):
    problem = _nowhere(client, "he-IL, en;q=0.5")

    assert problem["title"] == "לא נמצא"
    assert problem["detail"] == "אין דבר בכתובת הזאת."
    assert problem["code"] == "request.not_found"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "xx", "de-DE", "*"])
def test_an_unknown_language_is_answered_in_english(client: Client, language: str):
    problem = _nowhere(client, language)

    assert problem["title"] == "Not found"
    assert problem["detail"] == "Nothing is at this address."


@pytest.mark.django_db
def test_a_refusal_of_the_domain_comes_in_the_reader_s_language(client: Client):
    a_channel()
    key = issue_api_key("a storefront", ["shop"], "web")
    told = client.get("/api/staff/products", headers={"Serai-Key": key, "Accept-Language": "ru"})

    assert _problem(told)["detail"] == "У этого ключа нет права catalog:read."
    assert _problem(told)["facts"] == {"scope": "catalog:read"}


@pytest.mark.django_db
def test_a_body_that_does_not_fit_names_its_field_in_the_reader_s_words(client: Client):
    a_channel()
    key = issue_api_key("a storefront", ["shop"], "web")
    told = client.post(
        "/api/shop/accounts/login",
        {"email": "ann@demo.example"},
        "application/json",
        headers={"Serai-Key": key, "Accept-Language": "pt-BR", "Idempotency-Key": "k"},
    )

    assert _problem(told)["detail"] == (
        'A solicitação não pode ser aceita; verifique o valor de "senha".'
    )


@pytest.mark.django_db
def test_a_wrong_method_says_which_are_right_in_the_reader_s_language(client: Client):
    told = client.delete("/api/shop/channel", headers={"Accept-Language": "ru"})

    assert _problem(told)["title"] == "Метод не поддерживается"
    assert "GET" in _problem(told)["detail"]


@pytest.mark.django_db
def test_measurements_are_refused_in_the_reader_s_language(client: Client):
    stranger = {"REMOTE_ADDR": "203.0.113.9", "headers": {"Accept-Language": "ka"}}

    assert "metrics:read" in _problem(client.get("/metrics", **stranger))["detail"]


@pytest.mark.django_db
def test_the_bank_s_page_speaks_the_shopper_s_language_and_direction(client: Client):
    told = client.get("/local-processor/challenge/nobody", headers={"Accept-Language": "ar"})

    html = told.content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "لا توجد دفعة كهذه" in html


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_word_of_the_bank_s_page_is_translated(locale: str):
    english = words_in("en")

    assert [
        name for name, text in words_in(locale).items() if name != "dir" and text == english[name]
    ] == []
