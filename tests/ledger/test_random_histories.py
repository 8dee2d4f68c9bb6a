"""Random histories end as they do in a few lines of plain Python, and the books agree with themselves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from factories.ledger import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.kernel.errors import DomainError
from serai.ledger.public import (
    BREAKAGE,
    Account,
    AccountKind,
    CaptureHold,
    Entry,
    HoldAmount,
    Posting,
    Side,
    account_page,
    account_view,
    capture_hold,
    hold,
    ledger_disagreements,
    open_lots,
    post,
    post_many,
    release_hold,
    reverse,
    statement,
    trial_balance,
)
from serai.ledger.usecases.expire_holds import expire_holds
from serai.ledger.usecases.expire_lots import expire_lots

HOUSE = AccountKind("tests.house", Side.DEBIT, may_be_negative=True).of("", "PTS")
TILL = AccountKind("tests.till", Side.DEBIT).of("", "PTS")
ANN = AccountKind("tests.member", Side.CREDIT, keeps_lots=True).of("ann", "PTS")
BOB = AccountKind("tests.member", Side.CREDIT, keeps_lots=True).of("bob", "PTS")
GONE = BREAKAGE.of("tests.member", "PTS")
ACCOUNTS = [HOUSE, TILL, ANN, BOB]

accounts = st.sampled_from(ACCOUNTS)
members = st.sampled_from([ANN, BOB])
amounts = st.integers(1, 40)
ends = st.none() | st.integers(1, 12)
any_number = st.integers(0, 30)
moves = st.one_of(
    st.tuples(st.just(HOUSE), members, amounts, ends),  # earn
    st.tuples(members, st.sampled_from([HOUSE, TILL]), st.integers(1, 25), ends),  # use
    st.tuples(accounts, accounts, amounts, ends),
)
steps = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 200), moves),
    st.tuples(st.just("move"), st.integers(0, 200), moves),
    st.tuples(st.just("many"), st.lists(moves, min_size=1, max_size=3)),
    st.tuples(st.just("reverse"), any_number),
    st.tuples(st.just("hold"), st.integers(0, 9), members, st.integers(1, 15), ends),
    st.tuples(st.just("capture"), any_number, accounts, st.none() | amounts, st.booleans()),
    st.tuples(st.just("release"), any_number),
    st.tuples(st.just("days"), st.integers(1, 3)),
)


class Refused(Exception):
    """The model says no."""


@dataclass
class Lot:
    left: int
    ends: int | None
    entry: str


@dataclass
class Model:
    """The ledger as a child would write it."""

    day: int = 0
    balances: dict[Account, int] = field(default_factory=dict)
    entries: dict[str, tuple] = field(default_factory=dict)
    lots: dict[Account, list[Lot]] = field(default_factory=lambda: {ANN: [], BOB: []})
    uses: dict[str, list[tuple[Lot, int]]] = field(default_factory=dict)
    holds: dict[str, list] = field(default_factory=dict)  # account, amount, captured, end, open

    def balance(self, account: Account) -> int:
        return self.balances.get(account, 0)

    def held(self, account: Account) -> int:
        return sum(h[1] - h[2] for h in self.holds.values() if h[0] is account and h[4])

    def post(self, name: str, lines: list[tuple[Account, int]], end=None, undoing=None, frees=0):
        """Lines are increases on the normal side; `end` belongs to the last line."""
        content = (tuple(lines), end)
        if name in self.entries:
            if self.entries[name] != content:
                raise Refused
            return
        after = dict(self.balances)
        for account, amount in lines:
            after[account] = after.get(account, 0) + amount
        for account, _ in lines:
            freed = frees if account is lines[0][0] else 0
            self.refuse_too_little(account, after[account] + freed)
        self.balances, self.entries[name] = after, content
        net: dict[Account, int] = {}
        for account, amount in lines:
            net[account] = net.get(account, 0) + amount
        for account, amount in net.items():
            if account.kind.keeps_lots and amount:
                self.move_lots(
                    name, account, amount, end if account is lines[-1][0] else None, undoing
                )

    def refuse_too_little(self, account: Account, after: int) -> None:
        if not account.kind.may_be_negative and after < self.held(account):
            raise Refused

    def move_lots(self, name, account, amount, end, undoing):
        lots = self.lots[account]
        if amount > 0:
            for lot, used in self.uses.get(undoing, []):
                if lot in lots:
                    back = min(used, amount)
                    lot.left += back
                    amount -= back
            if amount:
                lots.append(Lot(amount, end, name))
            return
        never = 10**9
        key = lambda lot: (lot.entry != undoing, never if lot.ends is None else lot.ends)  # noqa: E731
        for lot in sorted(lots, key=key):
            taken = min(lot.left, -amount)
            lot.left -= taken
            amount += taken
            if taken:
                self.uses.setdefault(name, []).append((lot, taken))

    def pass_days(self, days: int) -> None:
        self.day += days
        for held in self.holds.values():
            if held[4] and held[3] is not None and held[3] <= self.day:
                held[4] = False
        for account in (ANN, BOB):
            over = sum(
                x.left for x in self.lots[account] if x.ends is not None and x.ends <= self.day
            )
            amount = min(over, self.balance(account) - self.held(account))
            if amount > 0:
                self.post(
                    f"expired {self.day} {account.owner}", [(account, -amount), (GONE, amount)]
                )


def at(day: int | None) -> datetime | None:
    return None if day is None else NOW + timedelta(days=day)


class Both:
    """Does each step in the model and in the ledger and sees that they say yes and no together."""

    def __init__(self) -> None:
        self.model = Model()
        self.ids: dict[str, object] = {}
        self.holds: dict[str, object] = {}
        self.released: set[str] = set()
        self.count = 0

    def step(self, what: str, *args) -> None:
        said = []
        for side in (f"model_{what}", f"ledger_{what}"):
            try:
                with transaction.atomic():
                    getattr(self, side)(*args)
                said.append(True)
            except (Refused, DomainError):
                said.append(False)
        assert said[0] == said[1], (what, args, said)
        self.count += 1

    def entry(self, name: str, move) -> tuple[Entry, list]:
        source, target, amount, end = move
        ends = at(end) if target.kind.keeps_lots else None
        lines = [(source, -amount), (target, amount)]
        if source.kind.side == target.kind.side:
            signed = [-amount * source.kind.side.sign, amount * source.kind.side.sign]
        else:  # both grow or both shrink
            lines = [(source, amount), (target, amount)]
            signed = [amount * source.kind.side.sign, amount * target.kind.side.sign]
        postings = (
            Posting(source.id, signed[0], source),
            Posting(target.id, signed[1], target, ends),
        )
        return Entry("tests.step", name, postings), lines

    def model_move(self, number: int, move) -> None:
        name = f"entry {number}"
        _, lines = self.entry(name, move)
        self.model.post(name, lines, move[3] if move[1].kind.keeps_lots else None)

    def ledger_move(self, number: int, move) -> None:
        name = f"entry {number}"
        self.ids[name] = post(self.entry(name, move)[0], now=at(self.model.day)).id

    def model_many(self, moves) -> None:
        before = self.model.__dict__.copy()
        lots = {a: [Lot(x.left, x.ends, x.entry) for x in v] for a, v in self.model.lots.items()}
        entries, uses = dict(self.model.entries), dict(self.model.uses)
        try:
            for number, move in enumerate(moves):
                name = f"many {self.count} {number}"
                _, lines = self.entry(name, move)
                self.model.post(name, lines, move[3] if move[1].kind.keeps_lots else None)
        except Refused:
            used = {name: [(x, n) for x, n in v] for name, v in uses.items()}
            old = {id(x): y for a in lots for x, y in zip(before["lots"][a], lots[a], strict=False)}
            self.model.balances = before["balances"]
            self.model.entries = entries
            self.model.lots = lots
            self.model.uses = {name: [(old[id(x)], n) for x, n in v] for name, v in used.items()}
            raise

    def ledger_many(self, moves) -> None:
        entries = [self.entry(f"many {self.count} {n}", m)[0] for n, m in enumerate(moves)]
        assert post_many(entries, now=at(self.model.day)) == len(entries)

    def chosen(self, number: int, there: dict) -> str:
        if not there:
            raise Refused
        return sorted(there)[number % len(there)]

    def model_reverse(self, number: int) -> None:
        name = self.chosen(number, self.ids)
        lines = [(account, -amount) for account, amount in self.model.entries[name][0]]
        self.model.post(f"reversal of {name}", lines, undoing=name)

    def ledger_reverse(self, number: int) -> None:
        reverse(self.ids[self.chosen(number, self.ids)], reason="Undone", now=at(self.model.day))

    def model_hold(self, number: int, account: Account, amount: int, end) -> None:
        name = f"hold {number}"
        known = self.model.holds.get(name)
        if known:
            if (known[0], known[1]) != (account, amount):
                raise Refused
            return
        free = self.model.balance(account) - self.model.held(account)
        if account not in self.model.balances or (
            not account.kind.may_be_negative and free < amount
        ):
            raise Refused
        end = None if end is None else self.model.day + end
        self.model.holds[name] = [account, amount, 0, end, True]

    def ledger_hold(self, number: int, account: Account, amount: int, end) -> None:
        name = f"hold {number}"
        ends = None if end is None else at(self.model.day + end)
        made = hold(HoldAmount(account, amount, name, ends), now=at(self.model.day))
        self.holds[name] = made.id

    def model_capture(self, number: int, to: Account, amount, keep: bool) -> None:
        held = self.model.holds[self.chosen(number, self.holds)]
        if not held[4]:
            raise Refused
        left = held[1] - held[2]
        taken = left if amount is None else amount
        if taken > left:
            raise Refused
        part = keep and taken < left
        grows = 1 if to.kind.side != held[0].kind.side else 0
        lines = [(held[0], -taken), (to, -taken if grows else taken)]
        self.model.post(f"capture {self.count}", lines, frees=taken if part else left)
        held[2] += taken
        held[4] = part

    def ledger_capture(self, number: int, to: Account, amount, keep: bool) -> None:
        key = self.holds[self.chosen(number, self.holds)]
        command = CaptureHold(key, to, "tests.capture", f"capture {self.count}", amount, keep)
        capture_hold(command, now=at(self.model.day))

    def model_release(self, number: int) -> None:
        name = self.chosen(number, self.holds)
        held = self.model.holds[name]
        if name not in self.released and not held[4]:
            raise Refused
        if held[4]:
            held[4] = False
            self.released.add(name)

    def ledger_release(self, number: int) -> None:
        release_hold(self.holds[self.chosen(number, self.holds)], now=at(self.model.day))

    def model_days(self, days: int) -> None:
        self.model.pass_days(days)

    def ledger_days(self, days: int) -> None:
        expire_holds(now=at(self.model.day))
        expire_lots(now=at(self.model.day))

    def compare(self) -> None:
        model = self.model
        for account, balance in model.balances.items():
            view = account_view(account)
            assert (view.balance, view.held) == (balance, model.held(account)), account
            lines = statement(account, limit=100).items
            assert [line.balance for line in lines[-1:]] == [line.amount for line in lines[-1:]]
            assert lines[0].balance == balance
            assert sum(line.amount for line in lines) == balance
        for account in (ANN, BOB):
            there = sorted((x.remaining, x.expires_at or at(9999)) for x in open_lots(account))
            meant = sorted((x.left, at(x.ends) or at(9999)) for x in model.lots[account] if x.left)
            assert there == meant
        assert sum(row.debit - row.credit for row in trial_balance().rows) == 0
        assert len(account_page(limit=50).items) == len(model.balances)
        assert ledger_disagreements() == []


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=20, max_size=40))
def test_a_random_history_ends_as_in_plain_python(history: list[tuple]):
    with transaction.atomic():
        both = Both()
        for what, *args in history:
            both.step(what, *args)
        both.compare()
        transaction.set_rollback(True)
