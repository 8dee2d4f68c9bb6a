"""
Check a log of Serai and what was taken from it, with Python and `cryptography` alone.

    python verify.py evidence.json ...         does each file prove its record?
    python verify.py https://shop/api/log      is the head signed, and has the log only grown?

Trees are those of RFC 6962, records canonical JSON (RFC 8785), heads signed notes (Ed25519).
"""

import argparse
import base64
import hashlib
import json
import math
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import urlopen

Json = dict[str, Any]


class NotProven(ValueError):
    """What was handed in does not prove what it claims; the sentence says why."""


def canonical(value: Any) -> str:
    """Return JSON in its one canonical form (RFC 8785), or raise `ValueError`: it has none."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: str.encode(name, "utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) and math.isfinite(value):
        return _number(value)
    if isinstance(value, str | None) or (isinstance(value, int) and abs(value) < 2**53):
        return json.dumps(value, ensure_ascii=False)
    raise ValueError(f"{value!r} has no exact JSON form; write it as text.")


def _number(value: float) -> str:
    """Return a number as ECMAScript writes it, with the fewest digits that give it back."""
    parts = Decimal(repr(abs(value) or 0)).normalize().as_tuple()
    digits, sign = "".join(map(str, parts.digits)), "-" if value < 0 else ""
    point = len(digits) + int(parts.exponent)
    if len(digits) <= point <= 21:
        return sign + digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    return f"{sign}{digits[0]}{'.' * (len(digits) > 1)}{digits[1:]}e{point - 1:+d}"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_inclusion(leaf: bytes, position: int, size: int, proof: list[bytes]) -> bytes:
    """Return the root that a proof leads to (RFC 9162, 2.1.3.2), or raise `NotProven`."""
    if not 0 <= position < size:
        raise NotProven(f"There is no leaf {position} in a log of {size}.")
    return _climb(position, size - 1, leaf, proof)[1]


def check_consistency(first: int, second: int, roots: list[bytes], proof: list[bytes]) -> None:
    """Raise `NotProven` unless the log of `second` leaves begins with that of `first`."""
    if not 0 < first <= second or bool(proof) == (first == second):
        raise NotProven(f"That is no proof from a log of {first} to one of {second}.")
    start, *path = proof if proof and first & (first - 1) else [roots[0], *proof]
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if (_climb(place, last, start, path) if proof else [start, start]) != roots:
        raise NotProven(f"The log of {second} does not begin with that of {first}.")


def _climb(place: int, last: int, start: bytes, proof: list[bytes]) -> list[bytes]:
    """Return where a node leads with its siblings to the left, and with all (RFC 9162, 2.1.4.2)."""
    old = new = start
    for sibling in proof:
        if last == 0:
            raise NotProven("The proof is too long.")
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise NotProven("The proof is too short.")
    return [old, new]


def rotation_text(old: str, new: str) -> bytes:
    """Return what a key signs when it hands over to the next one."""
    return f"serai/key-rotation/1\n{old}\n{new}\n".encode()


def is_signed(vkey: str, signature: bytes, text: bytes) -> bool:
    """Return whether the key (name+hash+base64, as signed notes write it) made the signature."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 -- only heads need it
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    key = ed25519.Ed25519PublicKey.from_public_bytes(base64.b64decode(vkey.split("+", 2)[2])[1:])
    try:
        key.verify(signature, text)
    except InvalidSignature:
        return False
    return True


def trusted_keys(history: list[Json], trust: str | None = None) -> list[str]:
    """Return the log's keys from `trust` on; each must be vouched for by the one before."""
    keys = [entry["vkey"] for entry in history]
    start = keys.index(trust) if trust else 0
    for old, entry in zip(keys[start:], history[start + 1 :], strict=False):
        endorsement = base64.b64decode(entry["endorsement"])
        if not is_signed(old, endorsement, rotation_text(old, entry["vkey"])):
            raise NotProven(f"The key {entry['vkey']} was not vouched for by the one before it.")
    return keys[start:]


def read_head(note: str, keys: list[str]) -> tuple[int, bytes]:
    """Return (size, root) of a signed head, or raise `NotProven`: no trusted key signed it."""
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        _, name, encoded = line.split(" ")
        signature = base64.b64decode(encoded)
        for vkey in keys:
            hinted = vkey.startswith(f"{name}+{signature[:4].hex()}+")
            if hinted and is_signed(vkey, signature[4:], f"{text}\n".encode()):
                return int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])
    raise NotProven("No key that is trusted signed the head.")


def check_evidence(evidence: Json, trust: str | None = None) -> tuple[int, bytes]:
    """Return (size, root) of the head under which a record is proven, or raise `NotProven`."""
    size, root = read_head(evidence["head"], trusted_keys(evidence["keys"], trust))
    leaf = {name: evidence[name] for name in ("key", "record", "salt", "source")}
    proof = [bytes.fromhex(each) for each in evidence["proof"]]
    hashed = leaf_hash(canonical(leaf).encode())
    if root_of_inclusion(hashed, evidence["position"], size, proof) != root:
        raise NotProven("The record is not the one in the log.")
    return size, root


def check_log(url: str, seen: list[tuple[int, bytes]], trust: str | None = None) -> Json:
    """Return the log's head and first key; it is signed, and goes on from every head in `seen`."""

    def fetch(path: str) -> Any:
        with urlopen(url + path, timeout=30) as answer:  # noqa: S310 -- the user names it
            return json.load(answer)

    keys = trusted_keys(fetch("/keys")["items"], trust)
    size, root = read_head(fetch("/head")["note"], keys)
    for first, old_root in seen:
        proof = fetch(f"/consistency?first={first}&second={size}")["proof"]
        check_consistency(first, size, [old_root, root], [bytes.fromhex(each) for each in proof])
    return {"size": size, "root": root.hex(), "trust": keys[0]}


def main(words: list[str] | None = None) -> int:
    """Check what the command line names; return 0 when everything is proven."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="+", help="evidence files, the address of a log, or both")
    parser.add_argument("--trust", help="the log's first key, as you know it")
    parser.add_argument("--state", type=Path, help="a file that remembers the head seen last")
    asked = parser.parse_args(words)
    state = json.loads(asked.state.read_text()) if asked.state and asked.state.exists() else {}
    seen = [(state["size"], bytes.fromhex(state["root"]))] if state else []
    trust, said = asked.trust or state.get("trust"), "{}: {} leaves, signed, and only grown.\n"
    try:
        for name in sorted(asked.what, key=lambda name: name.startswith("http")):
            if name.startswith("http"):
                state = check_log(name.rstrip("/"), seen, trust)
                sys.stdout.write(said.format(name, state["size"]))
            else:
                evidence = json.loads(Path(name).read_text(encoding="utf-8"))
                seen.append(check_evidence(evidence, trust))
                sys.stdout.write(f"{name}: leaf {evidence['position']} of {seen[-1][0]}, proven.\n")
    except (KeyError, TypeError, ValueError, OSError) as error:
        sys.stdout.write(f"NOT PROVEN: {type(error).__name__}: {error}\n")
        return 1
    if asked.state and state:
        asked.state.write_text(json.dumps(state))
    return 0


if __name__ == "__main__":
    sys.exit(main())
