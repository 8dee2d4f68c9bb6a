"""One writer: each fact once, whoever dies, and columns that come later."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from facts.conftest import ANN, BOB, NOW, every_byte, rows, view

from serai.plumbing import facts
from serai.plumbing.facts import Column, FactTable, Kind, registry, writer
from serai.plumbing.facts.manifest import IncompatibleSchema, TableFolder
from serai.plumbing.facts.spool import spool
from serai.plumbing.facts.standing import rows_by_day, standing, writer_standing

ROOT = Path(__file__).resolve().parents[2]
LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def a_table(monkeypatch):
    """Return a function that declares a table for this test only."""
    monkeypatch.setattr(registry, "_tables", dict(registry._tables))

    def declared(*columns: Column, name: str = "bell") -> FactTable:
        registry._tables.pop(name, None)
        return facts.declare(FactTable(name, "A bell rang.", columns, source="tests"))

    return declared


def ring(number: int, **more):
    return {"event_id": f"bell-{number}", "occurred_at": NOW, "number": number, **more}


NUMBER = Column("number", Kind.INTEGER, "Which bell.")


# --- each fact once ---------------------------------------------------------------------------


def test_a_day_that_is_told_comes_back(a_table, write):
    a_table(NUMBER, Column("rung_on", Kind.DAY, "The day on which it is to ring."))
    facts.append("bell", [ring(1, rung_on=date(2026, 12, 24)), ring(2)], now=NOW)

    write()

    days = {row["number"]: (row["rung_on"], row["day"]) for row in rows("bell")}
    assert days == {1: (date(2026, 12, 24), NOW.date()), 2: (None, NOW.date())}


def test_what_is_sent_twice_is_there_once_after_compaction(send, write):
    event = view(at="2026-11-22T10:00:00Z")
    send(event)
    write()
    send(event, view())
    write()
    assert len(rows("view_item")) == 3

    writer.compact(now=NOW, everything=True)

    assert len(rows("view_item")) == 2
    assert len({row["event_id"] for row in rows("view_item")}) == 2
    assert [
        file.rows for file in TableFolder(writer.facts_folder(), "view_item").manifest().files
    ] == [2]


def test_what_is_sent_twice_in_one_round_is_written_once(send, write):
    event = view()
    send(event, event)
    send(event)

    write()

    assert len(rows("view_item")) == 1


@pytest.mark.parametrize("step", ["keep_offsets", "write_parts", "replace_file"])
def test_a_writer_killed_between_writing_and_noting_it_leaves_each_event_once(
    step: str, send, write, here
):
    ids = set()
    for _ in range(3):
        events = [view() for _ in range(50)]
        ids |= {event["id"] for event in events}
        send(*events, {"name": "page_view"})

    died = _run(f"""
        import os, signal
        from serai.plumbing.facts.writing import drain, parts
        die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
        if {step!r} == "write_parts":
            first, calls = parts.write_parts, []
            def once(*a, **k):
                calls.append(1)
                return first(*a, **k) if len(calls) == 1 else die()
            parts.write_parts = once
        else:
            drain.{step} = die
        drain.drain(facts_folder, Nobody(), now=NOW)
        """, here)  # fmt: skip
    assert died == -signal.SIGKILL

    write()

    assert sorted(row["event_id"] for row in rows("view_item")) == sorted(ids)
    assert len(rows("page_view")) == 3
    writer.compact(now=NOW, everything=True)
    assert sorted(row["event_id"] for row in rows("view_item")) == sorted(ids)


@pytest.mark.slow
def test_senders_and_writers_are_killed_at_any_moment_and_no_acknowledged_event_is_lost(
    here, consents
):
    told = here.parent / "told.txt"
    sender = """
        import time
        from uuid import uuid4
        from serai.plumbing.facts import append
        with open(told, "a", buffering=1) as file:
            while True:
                ids = [str(uuid4()) for _ in range(20)]
                append("page_view", [{"event_id": i, "occurred_at": NOW} for i in ids], now=NOW)
                file.write("".join(f"{i}\\n" for i in ids))
                time.sleep(0.004)
        """
    drainer = """
        from serai.plumbing.facts.writing.drain import drain
        from serai.plumbing.facts.writing.lock import writing
        while True:
            with writing(facts_folder):
                drain(facts_folder, Nobody(), now=NOW, most=20_000)
        """
    senders, drain = [_start(sender, here), _start(sender, here)], _start(drainer, here)
    for _ in range(5):
        _wait_for_progress(told, here)
        for victim in (senders.pop(0), drain):
            victim.kill()
            victim.wait()
        senders.append(_start(sender, here))
        drain = _start(drainer, here)
    for process in (*senders, drain):
        process.kill()
        process.wait()

    with writer.writing(here):
        writer._drain_all(NOW)
    writer.compact(now=NOW, everything=True)

    acknowledged = told.read_text().split("\n")[:-1]
    found = [row["event_id"] for row in rows("page_view")]
    assert len(acknowledged) > 1000
    assert len(found) == len(set(found))
    assert set(acknowledged) <= set(found)


def test_half_a_line_of_a_killed_process_is_nothing(write, here, send):
    send(view())
    spool().append(b'page_view\t{"event_id":"x","occurr')
    spool().close()
    send(view())

    assert write() == 2
    assert list((here / "spool").glob("*.lines")) == _open(here)


def test_a_line_that_is_no_row_is_left_out_and_the_others_kept(write, send):
    send(view())
    spool().append(b"view_item\t{nonsense}\nview_item\t{}\nnobody\t{}\n")

    assert write() == 1


def test_a_large_spool_is_written_in_rounds(send, here, consents):
    from serai.plumbing.facts.writing.drain import drain

    for _ in range(5):
        send(*[view() for _ in range(20)])
    rounds = []
    with writer.writing(here):
        while (done := drain(here, consents, now=NOW, most=8_000)).bytes:
            rounds.append(done.rows)

    assert sum(rounds) == 100
    assert len(rounds) > 3
    assert len(rows("view_item")) == 100


# --- days, files, what readers see ------------------------------------------------------------


def test_rows_lie_in_the_folder_of_their_day(send, write, here):
    send(view(at="2026-11-21T23:59:59Z"), view(at="2026-11-22T00:00:00Z"))
    write()

    folders = sorted(path.parent.name for path in here.rglob("*.parquet"))
    assert folders == ["day=2026-11-21", "day=2026-11-22"]
    assert facts.table("view_item", since=date(2026, 11, 22)).count().to_pyarrow().as_py() == 1
    assert facts.table("view_item", until=date(2026, 11, 22)).count().to_pyarrow().as_py() == 1


def test_a_reader_that_had_begun_finds_its_files_after_a_compaction(send, write):
    for _ in range(3):
        send(view())
        write()
    begun = facts.table("view_item")

    writer.compact(now=NOW, everything=True)

    assert begun.count().to_pyarrow().as_py() == 3
    writer.compact(now=LATER)
    files = list(TableFolder(writer.facts_folder(), "view_item").path.rglob("*.parquet"))
    assert len(files) == 1


def test_todays_few_files_are_left_alone_and_yesterdays_are_joined(send, write):
    for _ in range(2):
        send(view(at="2026-11-21T12:00:00Z"), view(at="2026-11-22T09:00:00Z"))
        write()

    assert writer.compact(now=NOW) == 2


def test_the_standing_tells_rows_days_and_what_waits(send, write):
    send(view(at="2026-11-21T12:00:00Z"), view())
    assert writer_standing().lag(NOW + timedelta(seconds=9)) == timedelta(seconds=9)
    assert writer_standing().waiting_bytes > 100
    write()

    [table] = [each for each in standing() if each.rows]
    assert (table.name, table.rows, table.files) == ("view_item", 2, 2)
    assert (table.first_day, table.last_day) == (date(2026, 11, 21), date(2026, 11, 22))
    assert table.last_at == NOW
    assert rows_by_day(until=NOW.date(), days=3) == {
        date(2026, 11, 20): 0,
        date(2026, 11, 21): 1,
        date(2026, 11, 22): 1,
    }
    assert writer_standing().waiting_bytes == 0
    assert writer_standing().lag(NOW) == timedelta()


# --- columns that come later ------------------------------------------------------------------


def test_a_new_column_is_empty_in_older_rows(a_table, write, consents):
    a_table(NUMBER)
    facts.append("bell", [ring(1)], now=NOW)
    write()
    a_table(NUMBER, Column("tone", Kind.TEXT, "How it sounds."))
    assert [row["tone"] for row in rows("bell")] == [None]
    facts.append("bell", [ring(2, tone="high")], now=NOW)
    write()

    assert [(row["number"], row["tone"]) for row in rows("bell")] == [(1, None), (2, "high")]
    writer.compact(now=NOW, everything=True)
    assert [(row["number"], row["tone"]) for row in rows("bell")] == [(1, None), (2, "high")]


def test_a_column_that_the_code_forgets_stays_readable(a_table, write, consents):
    a_table(NUMBER, Column("tone", Kind.TEXT, "How it sounds."))
    facts.append("bell", [ring(1, tone="low")], now=NOW)
    write()
    a_table(NUMBER)
    facts.append("bell", [ring(2)], now=NOW)
    write()

    assert [row["tone"] for row in rows("bell")] == ["low", None]


def test_a_table_that_the_code_forgets_stays_readable(a_table, write, consents):
    a_table(NUMBER)
    facts.append("bell", [ring(1)], now=NOW)
    write()
    del registry._tables["bell"]

    assert [row["number"] for row in rows("bell")] == [1]
    with pytest.raises(facts.UnknownFacts):
        facts.table("whistle")


def test_a_column_cannot_change_its_kind(a_table, write, consents):
    a_table(NUMBER)
    facts.append("bell", [ring(1)], now=NOW)
    write()
    a_table(Column("number", Kind.TEXT, "Which bell."))
    facts.append("bell", [ring(2)], now=NOW)

    with pytest.raises(IncompatibleSchema, match=r"bell\.number holds integer, not text"):
        write()


# --- whole history ----------------------------------------------------------------------------


def test_history_is_loaded_once_however_often_it_is_tried(a_table, consents):
    a_table(NUMBER)
    frame = pl.DataFrame(
        {
            "event_id": ["a", "b", "c"],
            "occurred_at": [NOW, NOW - timedelta(days=1), NOW],
            "number": [1, 2, 3],
        }
    ).cast({"occurred_at": pl.Datetime("us", "UTC")})

    assert facts.write_rows("bell", frame.head(2), now=NOW) == 2
    assert facts.write_rows("bell", frame, now=NOW) == 1
    assert facts.write_rows("bell", frame, now=NOW) == 0
    assert [row["number"] for row in rows("bell")] == [2, 1, 3]


# --- leaving ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_forgotten_person_is_in_no_file(send, write, consents, here):
    consents.customers |= {BOB}
    search = {"name": "search", "params": {"search_term": "ann's own words"}}
    send(view("1"), search, client_id="browser-of-ann")
    send(view("2"), customer_id=ANN, client_id="browser-of-ann")
    send(view("3"), customer_id=BOB, client_id="browser-of-bob")
    write()
    send(view("4"), customer_id=ANN, client_id="phone-of-ann")

    done = facts.forget_person(customer_ids=[ANN], now=NOW)

    assert done.rows == 4
    text = every_byte(here)
    for personal in (str(ANN), "browser-of-ann", "phone-of-ann", "ann's own words"):
        assert personal not in text
    assert str(BOB) in text
    named = {row["items"][0]["item_id"]: row["customer_id"] for row in rows("view_item")}
    assert named == {"1": None, "2": None, "3": str(BOB), "4": None}
    assert len(rows("search")) == 1


@pytest.mark.django_db
def test_a_browser_can_be_forgotten_without_a_customer(send, write, here):
    send(view(), client_id="browser-of-eve")
    write()

    facts.forget_person(client_ids=["browser-of-eve"], now=NOW)

    assert "browser-of-eve" not in every_byte(here)
    assert len(rows("view_item")) == 1


@pytest.mark.django_db
def test_files_that_held_a_name_are_gone_at_once_also_compacted_ones(send, write, here):
    send(view(), customer_id=ANN)
    write()
    writer.compact(now=NOW, everything=True)
    send(view(), customer_id=ANN)
    write()
    writer.compact(now=NOW, everything=True)

    facts.forget_person(customer_ids=[ANN], now=NOW)

    assert str(ANN) not in every_byte(here)
    assert len(list(here.rglob("*.parquet"))) == 1


def test_rows_past_their_time_go_by_whole_days(send, write, settings):
    settings.SERAI_FACTS_KEEP_DAYS = {"view_item": 1}
    send(view(at="2026-11-20T12:00:00Z"), view(at="2026-11-21T12:00:00Z"), view())
    send({"name": "page_view", "at": "2026-11-20T12:00:00Z"})
    write()

    assert writer.retain(now=NOW) == 1
    assert len(rows("view_item")) == 2
    assert len(rows("page_view")) == 1
    assert writer.retain(now=NOW + timedelta(days=426)) == 3


def _wait_for_progress(told: Path, here: Path) -> None:
    """Wait until both senders' and the writer's notes have grown."""
    notes = [told, here / "spool" / "offsets.json"]
    before = [_stamp(path) for path in notes]
    deadline = time.monotonic() + 60
    while any(_stamp(path) == old for path, old in zip(notes, before, strict=True)):
        assert time.monotonic() < deadline, "nothing moves"
        time.sleep(0.02)


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _open(here: Path) -> list[Path]:
    return sorted((here / "spool").glob("*.lines"))[-1:]


_PREPARED = """
import os
os.environ.update({{
    "DJANGO_SETTINGS_MODULE": "serai.config.settings", "SERAI_VAR": {var!r},
    "DATABASE_URL": "postgresql://nobody@/nothing",
    "SERAI_SECRET": "a secret for tests only, as long as a real one is",
}})
import django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
facts_folder, told = Path({facts!r}), Path({told!r})
class Nobody:
    def allowing(self, customer_ids):
        return frozenset()
"""


def _program(text: str, here: Path) -> list[str]:
    import textwrap

    told = str(here.parent / "told.txt")
    prepared = _PREPARED.format(var=str(here.parent), facts=str(here), told=told)
    return [sys.executable, "-c", prepared + textwrap.dedent(text)]


def _start(text: str, here: Path) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(_program(text, here), env=environment)


def _run(text: str, here: Path) -> int:
    return _start(text, here).wait(60)
