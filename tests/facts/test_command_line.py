"""`serai facts`: looked at from a terminal."""

import pytest
from facts.conftest import ANN, every_byte, view
from typer.testing import CliRunner

from serai.config.cli import facts as commands


@pytest.fixture
def run(monkeypatch):
    """Return a function that runs a command in this process, on this test's facts, and returns what it says."""
    monkeypatch.setattr(commands, "load_django", lambda: None)
    monkeypatch.setenv("COLUMNS", "200")

    def said(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(commands.facts, words)
        assert result.exit_code == code, result.output
        return result.output

    return said


def test_tables_are_listed_described_and_asked(send, write, run):
    send(view(at="2026-11-22T10:00:00Z"), view())
    write()

    assert "view_item" in run("ls")
    assert "purchase" in run("ls", "--all")
    assert "What was typed." in run("describe", "search")
    assert "2026-11-22 10:00:00+00:00" in run("query", "SELECT occurred_at FROM view_item")
    assert "│ 2 " in run("query", "SELECT count(*) AS n FROM view_item")


def test_mistakes_are_sentences(run):
    assert "no facts named" in run("describe", "moon_phase", code=2)
    assert "syntax error" in run("query", "SELEC 1", code=2)


@pytest.mark.django_db
def test_the_writer_works_by_hand(send, run, here):
    send(view(), customer_id=ANN)

    assert "rows written" in run("write")
    assert "files joined" in run("compact")
    assert "1 rows in 1 files name nobody any more." in run("forget", "--customer", str(ANN))
    assert str(ANN) not in every_byte(here)
