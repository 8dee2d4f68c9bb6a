"""The local processor's book is a second system: it outlives us and serves many at once."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from payments.makers import NOW, PRICE, TWICE, a_card, a_processor, charges_of

from serai.kernel.ids import uuid7
from serai.payments.adapters.local.book import Book
from serai.payments.ports import ChargeRequest, ChargeStatus, ProcessorUnavailable

CHARGES_UNTIL_KILLED = """
import sys
from pathlib import Path
from payments.makers import NOW, PRICE, a_card, a_processor
from serai.kernel.ids import uuid7
from serai.payments.ports import ChargeRequest
processor = a_processor(Path(sys.argv[1]))
while True:
    token = processor.tokenise(a_card(), now=NOW).token
    request = ChargeRequest(uuid7(), PRICE, token, "")
    processor.charge(request, now=NOW)
    print(request.key, flush=True)
"""


def test_what_was_answered_survives_a_kill(a_folder: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", CHARGES_UNTIL_KILLED, str(a_folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert process.stdout is not None
    answered = [process.stdout.readline().strip() for _ in range(50)]
    process.send_signal(signal.SIGKILL)
    answered += process.stdout.read().split()
    process.stdout.close()
    process.wait()

    processor = a_processor(a_folder)

    for key in answered:
        found = processor.status_of(key)
        assert found is not None
        assert found.status is ChargeStatus.CAPTURED
    assert len(charges_of(processor)) - len(answered) in (0, 1)
    [(verdict,)] = processor.book.connection().execute("PRAGMA integrity_check")
    assert verdict == "ok"
    processor.book.close()


def test_many_may_open_a_new_book_at_once(a_folder: Path):
    gate = Barrier(8)

    def open_and_write(number: int) -> None:
        book = Book(a_folder / "new" / "book.sqlite3", patience=timedelta(minutes=2))
        gate.wait(timeout=120)
        with book.writing() as connection:
            connection.execute("INSERT INTO closed_key VALUES (?, '')", (str(number),))
        book.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(open_and_write, range(8)))

    book = Book(a_folder / "new" / "book.sqlite3", patience=timedelta(seconds=5))
    [(written,)] = book.connection().execute("SELECT count(*) FROM closed_key")
    assert written == 8
    book.close()


def test_a_write_that_fails_leaves_nothing(a_folder: Path):
    processor = a_processor(a_folder)
    token = processor.tokenise(a_card(TWICE), now=NOW).token
    connection = processor.book.connection()
    connection.execute("DROP TABLE webhook")

    with pytest.raises(ProcessorUnavailable):
        processor.charge(ChargeRequest(uuid7(), PRICE, token, ""), now=NOW)

    assert charges_of(processor) == []
    assert not connection.in_transaction
    processor.book.close()
