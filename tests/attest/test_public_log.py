"""What everybody can ask the log, checked by the program that everybody can take away."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.test import Client
from factories.attest import a_log
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, stocked
from factories.pricing import priced

from serai.attest.domain import verifier
from serai.attest.domain.verifier import NotProven, check_evidence, read_head, trusted_keys
from serai.attest.public import evidence, rotate_key, sign_head
from serai.config.scopes import SCOPES
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.db import execute, rows
from serai.plumbing.json import as_builtins

KEY = "sk_test_attest"


@pytest.fixture
def price(db: None) -> str:
    """Return the key of a price in a log of three records."""
    milk = a_variant("MILK").id
    priced(milk, "1.99")
    stocked(milk, a_location(), 10)
    priced(milk, "2.10")
    ensure_api_key(KEY, "tests", SCOPES, "web")
    return a_log()


def ask(path: str, **headers: str) -> dict:
    answer = Client().get(f"/api/{path}", headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def refusal(path: str, **headers: str) -> tuple[int, str]:
    answer = Client().get(f"/api/{path}", headers=headers)
    return answer.status_code, answer.json()["code"]


def evidence_of(key: str, source: str = "pricing.price") -> dict:
    return ask(f"staff/evidence/{source}/{key}", **{"Serai-Key": KEY})


def grow_log() -> None:
    stocked(a_variant("BREAD").id, a_location(), 5)
    a_log()


def test_a_head_is_signed_by_a_known_key(price: str):
    head = ask("log/head")

    keys = trusted_keys(ask("log/keys")["items"])
    assert read_head(head["note"], keys) == (3, bytes.fromhex(head["root"]))
    assert head["size"] == 3


def test_evidence_proves_its_record(price: str):
    found = evidence_of(price)

    assert found["record"]["amount_minor"] == 199
    assert check_evidence(found)[0] == 3


@pytest.mark.parametrize("field", ["record", "salt", "key", "source", "position", "proof", "head"])
def test_evidence_that_was_touched_proves_nothing(price: str, field: str):
    found = evidence_of(price)
    wrong = {
        "record": {**found["record"], "amount_minor": 198},
        "salt": "00" * 16,
        "key": "77",
        "source": "pricing.prices",
        "position": found["position"] + 1,
        "proof": found["proof"][::-1],
        "head": found["head"].replace("\n3\n", "\n4\n"),
    }

    with pytest.raises(NotProven):
        check_evidence({**found, field: wrong[field]})


def test_evidence_of_a_row_that_was_changed_is_no_proof(price: str):
    execute("SET LOCAL session_replication_role = replica")
    execute("UPDATE pricing_price_entry SET amount_minor = 1 WHERE id = %s", [price])

    with pytest.raises(NotProven, match="not the one in the log"):
        check_evidence(evidence_of(price))


def test_proofs_of_inclusion_are_answered_for_every_leaf_and_size(price: str):
    heads = {head["size"]: head["root"] for head in ask("log/heads")["items"]}

    for position in range(3):
        found = ask(f"log/inclusion?position={position}&size=3")
        proof = [bytes.fromhex(each) for each in found["proof"]]
        leaf = bytes.fromhex(found["leaf"])
        assert verifier.root_of_inclusion(leaf, position, 3, proof).hex() == heads[3]


def test_a_log_that_grew_is_consistent(price: str):
    before = ask("log/head")
    grow_log()
    after = ask("log/head")

    found = ask(f"log/consistency?first={before['size']}&second={after['size']}")

    proof = [bytes.fromhex(each) for each in found["proof"]]
    roots = [bytes.fromhex(before["root"]), bytes.fromhex(after["root"])]
    verifier.check_consistency(before["size"], after["size"], roots, proof)
    assert (before["size"], after["size"]) == (3, 4)


def test_what_is_not_signed_yet_is_not_shown(price: str):
    assert refusal("log/inclusion?position=3") == (422, "attest.outside_of_log")
    assert refusal("log/inclusion?position=0&size=4") == (422, "attest.outside_of_log")
    assert refusal("log/consistency?first=1&second=4") == (422, "attest.outside_of_log")
    assert refusal("log/consistency?first=3&second=2") == (422, "attest.outside_of_log")


def test_an_empty_log_says_so(db: None):
    assert refusal("log/head") == (404, "attest.no_head")
    assert ask("log/heads") == {"items": [], "next_cursor": None}
    assert ask("log/keys") == {"items": []}
    assert refusal("log/inclusion?position=0") == (422, "attest.outside_of_log")


def test_records_are_for_staff_only(price: str):
    assert refusal(f"staff/evidence/pricing.price/{price}")[0] == 401
    headers = {"Serai-Key": KEY}
    assert refusal("staff/evidence/pricing.price/999", **headers) == (404, "attest.not_in_log")
    assert refusal(f"staff/evidence/pricing.cost/{price}", **headers) == (404, "attest.not_in_log")


def test_heads_come_in_pages(price: str, django_assert_num_queries: Callable):
    grow_log()

    first = ask("log/heads?limit=1")
    with django_assert_num_queries(1):
        second = ask(f"log/heads?limit=1&cursor={first['next_cursor']}")

    assert [page["items"][0]["size"] for page in (first, second)] == [4, 3]
    assert second["next_cursor"] is None


def test_proofs_cost_two_statements(price: str, django_assert_num_queries: Callable):
    with django_assert_num_queries(2):
        ask("log/inclusion?position=1")
    with django_assert_num_queries(2):
        ask("log/consistency?first=1&second=3")
    with django_assert_num_queries(6):
        evidence("pricing.price", price)


def test_old_heads_stay_valid_when_the_key_changes(price: str):
    old = ask("log/head")
    first_key = old["vkey"]

    second_key = rotate_key(now=NOW)

    history = ask("log/keys")["items"]
    assert [entry["vkey"] for entry in history] == [first_key, second_key]
    keys = trusted_keys(history, first_key)
    new = ask("log/head")
    assert new["vkey"] == second_key
    assert read_head(old["note"], keys) == read_head(new["note"], keys)
    assert check_evidence(evidence_of(price), first_key)[0] == 3
    assert not sign_head(now=NOW)


def test_a_retired_key_is_forgotten_and_a_key_in_use_is_sealed(price: str, settings):
    rotate_key(now=NOW)

    [(gone,), (sealed,)] = rows("SELECT sealed FROM attest_key ORDER BY retired_at NULLS LAST")
    assert gone is None
    assert len(sealed) == 12 + 32 + 16
    settings.SERAI_SECRET = b"another secret"
    with pytest.raises(Exception, match="sealed with another secret"):
        rotate_key(now=NOW)


def test_a_key_that_nobody_vouched_for_is_refused(price: str):
    rotate_key(now=NOW)
    history = ask("log/keys")["items"]
    history[1]["endorsement"] = history[1]["endorsement"][::-1].replace("=", "A")[:86] + "=="

    with pytest.raises(ValueError):  # noqa: PT011 -- garbled or not signed
        trusted_keys(history)


# --- the program that is taken away -----------------------------------------------------------


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return the verifier as it is downloaded."""
    path = tmp_path / "verify.py"
    path.write_bytes(Client().get("/verify.py").content)
    return path


@pytest.fixture
def served(price: str) -> Iterator[str]:
    """Serve copies of the log's answers, fetched in this test's transaction; return the address."""
    answers: dict[str, bytes] = {}

    class Copies(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answers.get(self.path)
            self.send_response(200 if body else 404)
            self.end_headers()
            self.wfile.write(body or b"{}")

        def log_message(self, *args: object) -> None:
            pass

    def copy() -> None:
        size = ask("log/head")["size"]
        for path in (
            "/head",
            "/keys",
            *(f"/consistency?first={n}&second={size}" for n in range(1, size + 1)),
        ):
            answers[path] = json.dumps(ask(f"log{path}")).encode()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Copies)
    server.copy = copy
    server.answers = answers
    Thread(target=server.serve_forever, daemon=True).start()
    copy()
    yield server
    server.shutdown()
    server.server_close()


def run(program: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(program), *words], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_is_one_short_file_that_needs_nothing_of_ours(program: Path):
    text = program.read_text()

    assert len(text.splitlines()) < 200
    assert "serai." not in text.replace("Serai.", "")


def test_it_proves_evidence(program: Path, price: str, tmp_path: Path):
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(as_builtins(evidence("pricing.price", price))))

    assert run(program, str(file)) == (0, f"{file}: leaf 0 of 3, proven.\n")

    file.write_text(file.read_text().replace(": 199,", ": 198,"))
    code, said = run(program, str(file))
    assert code == 1
    assert said == "NOT PROVEN: NotProven: The record is not the one in the log.\n"


def test_it_watches_a_log(program: Path, served, price: str, tmp_path: Path):
    address = f"http://127.0.0.1:{served.server_port}"
    state, file = tmp_path / "state.json", tmp_path / "evidence.json"
    trust = ask("log/keys")["items"][0]["vkey"]
    file.write_text(json.dumps(evidence_of(price)))

    first = run(program, address, "--state", str(state), "--trust", trust)
    grow_log()
    rotate_key(now=NOW)
    served.copy()
    second = run(program, address, str(file), "--state", str(state))

    assert first == (0, f"{address}: 3 leaves, signed, and only grown.\n")
    assert second == (
        0,
        f"{file}: leaf 0 of 3, proven.\n{address}: 4 leaves, signed, and only grown.\n",
    )


def test_it_finds_a_log_that_was_rewritten(program: Path, served, tmp_path: Path):
    address = f"http://127.0.0.1:{served.server_port}"
    state = tmp_path / "state.json"
    run(program, address, "--state", str(state))
    seen = json.loads(state.read_text())
    state.write_text(json.dumps({**seen, "root": "00" * 32}))

    code, said = run(program, address, "--state", str(state))

    assert code == 1
    assert said.startswith("NOT PROVEN: NotProven: The log of 3 does not begin with that of 3")


def test_it_trusts_only_whom_it_was_told_to(program: Path, served):
    address = f"http://127.0.0.1:{served.server_port}"

    code, _ = run(program, address, "--trust", "somebody+00000000+AQ==")

    assert code == 1
