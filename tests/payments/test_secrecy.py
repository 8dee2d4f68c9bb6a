"""A card number is nowhere: in no table, no file, no log, no answer."""

import logging
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, TIME_OUT, TWICE, a_card

from serai.payments.ports import CardRefused
from serai.payments.public import tokenise_card
from serai.payments.usecases.recover_processing import recover_processing

WRONG = "4242424242424241"


def tables_with(text: str) -> list[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            cursor.execute(
                f'SELECT 1 FROM "{name}" AS t WHERE t::text LIKE %s LIMIT 1', [f"%{text}%"]
            )
            found += [name] * len(cursor.fetchall())
    return found


def files_with(text: str, folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if text.encode() in path.read_bytes()]


@pytest.mark.django_db
def test_a_card_number_is_nowhere(a_charged_payment, processor, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    for number in (OK, DECLINED, CHALLENGE, TIME_OUT, TWICE):
        a_charged_payment(number)
        body = {"number": number, "expiry": "12/30", "cvc": "123"}
        for headers in ({"Authorization": "Bearer pk_test"}, {}):
            answer = Client().post(
                "/local-processor/tokens", body, "application/json", headers=headers
            )
            assert number not in answer.content.decode()
    with pytest.raises(CardRefused) as refusal:
        tokenise_card(a_card(WRONG), channel_code="web", now=NOW)
    recover_processing(now=NOW)

    written = "".join(capfd.readouterr()) + caplog.text + str(refusal.value.facts)
    for number in (OK, DECLINED, CHALLENGE, TIME_OUT, TWICE, WRONG):
        assert tables_with(number) == []
        assert files_with(number, processor.book.path.parent) == []
        assert number not in written


@pytest.mark.django_db
def test_the_search_would_find_one(a_charged_payment, processor):
    paid = a_charged_payment()

    assert "payments_payment" in tables_with(str(paid.id))
    assert files_with(str(paid.id), processor.book.path.parent)
    assert paid.captured == PRICE
