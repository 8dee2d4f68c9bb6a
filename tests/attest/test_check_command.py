"""`serai check --attest` reads the log again; the jobs of the clock keep it."""

from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from typer.testing import CliRunner

from serai.attest.adapters.file import FileAnchor
from serai.attest.jobs import anchor_heads_job, append_records_job
from serai.attest.models import AnchoredHead, TreeHead
from serai.config.cli import check, deploy_anchor
from serai.config.cli.main import program
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _django_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command sets up logs for its process; this one has its own."""
    for command in (check, deploy_anchor):
        monkeypatch.setattr(command, "load_django", lambda: None)


def test_an_untouched_shop_agrees(shop: UUID, take_in):
    take_in()

    told = CliRunner().invoke(program, ["check", "--attest"])

    assert told.exit_code == 0, told.output
    assert "Everything agrees." in told.stdout


def test_a_price_that_was_changed_by_sql_is_named(shop: UUID, take_in):
    take_in()
    [(key,)] = rows("SELECT min(id) FROM pricing_price_entry")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pricing_price_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE pricing_price_entry SET amount_minor = 1 WHERE id = %s", [key])
        cursor.execute("ALTER TABLE pricing_price_entry ENABLE TRIGGER USER")

    told = CliRunner().invoke(program, ["check", "--attest"])

    assert told.exit_code == 1
    assert f"pricing_price_entry {key} is not what it was: amount_minor;" in told.stderr
    assert CliRunner().invoke(program, ["check"]).exit_code == 0


def test_the_clock_keeps_the_log(shop: UUID, take_in, anchors: FileAnchor):
    take_in()
    append_records_job()
    anchor_heads_job()
    anchor_heads_job()

    head = TreeHead.objects.get()
    assert (head.size, AnchoredHead.objects.get().head_id) == (8, head.pk)
    assert anchors.published(8) == bytes(head.root)


def test_a_contract_needs_a_chain(tmp_path: Path):
    told = CliRunner().invoke(program, ["deploy-anchor"])

    assert told.exit_code == 2
    assert "SERAI_ANCHOR_URL" in told.stderr
