"""`serai promotion`: what a promotion would have given, told in a terminal."""

from datetime import UTC, datetime

import polars as pl
import pytest
from factories.ordering import a_shop, an_article
from factories.promotions import a_draft
from typer.testing import CliRunner

from serai.config.cli import promotion as command
from serai.ordering.queries.sale_lines import SALE_LINE
from serai.plumbing import facts
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 2, 12, tzinfo=UTC)


@pytest.fixture
def run(settings, a_folder, monkeypatch):
    """Return a function that runs the command on a shop that sold 10 MILK for 20.00 on a day."""
    settings.SERAI_VAR = a_folder
    monkeypatch.setattr(command, "load_django", lambda **_: None)
    a_shop()
    an_article("MILK", "1.99")
    [(milk,)] = rows("SELECT id FROM catalog_variant")
    line = {"event_id": "1", "occurred_at": AT, "order_id": "o1", "position": 1, "source": "",
            "channel_code": "web", "variant_id": str(milk), "sku": "MILK", "quantity": 10,
            "items_minor": 2000, "currency": "USD"}  # fmt: skip
    facts.write_rows(SALE_LINE.name, pl.DataFrame([line]), now=AT)

    def said(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(command.promotion, ["simulate", *words])
        assert result.exit_code == code, result.output
        return result.output

    return said


def test_it_is_told_day_by_day(run):
    a_draft()

    said = run("ten-off", "--days", "30", "--until", "2026-10-31")

    assert "1 orders, 1 reached; taken off 2.00 USD" in said
    assert "at a margin of 30% they must grow by 50.0 %" in said
    assert "2026-10-02        1 of       1          2.00 USD  " + "█" * 40 in said


def test_without_sales_there_is_nothing_to_draw(run):
    a_draft()

    said = run("ten-off", "--until", "2026-09-01", "--margin", "0.1")

    assert said.startswith("0 orders, 0 reached; taken off 0.00 USD")
    assert "they must grow by 0.0 %" in said


def test_mistakes_are_sentences(run):
    a_draft()

    assert "There is no promotion 'nothing'." in run("nothing", code=2)
    assert "at most 92 days" in run("ten-off", "--days", "93", code=2)
    assert "number from 0 to 1" in run("ten-off", "--margin", "30", code=2)
