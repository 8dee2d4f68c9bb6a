"""Trained models: whole or not there, never worse than the one in use, and a way back."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.plumbing.caches import forget_all
from serai.plumbing.model_registry import (
    Card,
    Figure,
    Following,
    Kept,
    NothingToBringBack,
    bring_back,
    in_use,
    publish,
)
from serai.plumbing.model_registry.folder import ModelFolder
from serai.plumbing.models import ModelVersion, VersionState

pytestmark = pytest.mark.django_db(transaction=True)
CARD = Card("The last four weeks are held out.", Figure("recall@10", 0.14, 0.12, "what sells best"))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.SERAI_VAR = tmp_path


def card_of(value: float, baseline: float | None = 0.12, *, at_most: bool = False) -> Card:
    return replace(CARD, figure=Figure("figure", value, baseline, "a rule", at_most=at_most))


def words(text: str):
    return lambda folder: (folder / "words.txt").write_text(text)


def read(kept: Kept | None) -> str:
    assert kept is not None
    return (kept.folder / "words.txt").read_text()


def test_the_first_version_is_used_with_its_card():
    assert in_use("shop.words") is None

    done = publish("shop.words", CARD, words("first"), now=now())

    kept = in_use("shop.words")
    assert (read(kept), kept.version, kept.card) == ("first", done.version, CARD)
    assert not done.refused_because


@pytest.mark.parametrize(
    ("card", "in_force"),
    [
        (card_of(0.13), 0.14),
        (card_of(0.11), None),
        (card_of(3.0, 2.9, at_most=True), None),
        (card_of(2.8, 2.9, at_most=True), 2.7),
    ],
)
def test_a_version_worse_than_the_rule_or_the_one_in_use_is_refused(card, in_force):
    publish("shop.words", CARD, words("good"), now=now())

    again = None if in_force is None else (lambda kept: in_force)
    done = publish("shop.words", card, words("worse"), again=again, now=now())

    assert "is worse than" in done.refused_because
    assert read(in_use("shop.words")) == "good"
    refused = ModelVersion.objects.get(pk=done.version)
    assert (refused.state, refused.because) == (VersionState.REFUSED, done.refused_because)
    assert not ModelFolder("shop.words").of(done.version).exists()


def test_noise_is_tolerated_where_it_is_named():
    publish("shop.words", CARD, words("good"), now=now())

    done = publish(
        "shop.words",
        card_of(0.138),
        words("as good"),
        again=lambda kept: 0.14,
        tolerance=0.003,
        now=now(),
    )

    assert done.before == pytest.approx(0.14)
    assert read(in_use("shop.words")) == "as good"


def test_the_version_before_can_be_brought_back_and_older_files_go():
    for text in ("first", "second", "third"):
        publish("shop.words", CARD, words(text), now=now())
    folders = [path for path in ModelFolder("shop.words").path.iterdir() if path.is_dir()]
    assert sorted((path / "words.txt").read_text() for path in folders) == ["second", "third"]

    bring_back("shop.words")

    assert read(in_use("shop.words")) == "second"
    with pytest.raises(NothingToBringBack):
        bring_back("shop.unheard-of")


def test_a_version_that_cannot_be_written_leaves_nothing():
    publish("shop.words", CARD, words("good"), now=now())

    def half(folder: Path) -> None:
        (folder / "words.txt").write_text("hal")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        publish("shop.words", CARD, half, now=now())

    kept = in_use("shop.words")
    assert read(kept) == "good"
    folders = [path for path in ModelFolder("shop.words").path.iterdir() if path.is_dir()]
    assert folders == [kept.folder]
    assert ModelVersion.objects.count() == 1


def test_of_many_trainings_at_once_one_version_is_in_use():
    start = Barrier(6)

    def work(number: int) -> None:
        start.wait()
        try:
            publish("shop.words", CARD, words(str(number)), now=now())
        finally:
            connection.close()

    threads = [Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = list(ModelVersion.objects.values_list("state", flat=True))
    assert sorted(states) == ["in_use", *["retired"] * 5]
    assert read(in_use("shop.words")) in set("012345")


def test_the_database_refuses_a_second_version_in_use():
    publish("shop.words", CARD, words("good"), now=now())

    row = ModelVersion(id=uuid7(), name="shop.words", state="in_use", card={}, trained_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_readers_follow_the_version_in_use_and_load_it_once():
    loaded: list[str] = []

    def load(kept: Kept) -> str:
        loaded.append(read(kept))
        return loaded[-1]

    following = Following("shop.words", load)
    assert following.current() is None

    publish("shop.words", CARD, words("first"), now=now())
    forget_all()
    assert [following.current() for _ in range(3)] == ["first"] * 3

    publish("shop.words", CARD, words("second"), now=now())
    assert following.current() == "first"
    forget_all()
    assert following.current() == "second"
    assert loaded == ["first", "second"]


def test_what_is_no_number_was_not_measured():
    with pytest.raises(ValueError, match="not a number"):
        Figure("figure", float("nan"), 0.12)


@pytest.mark.parametrize("name", ["", "../outside", "Words", "a/b", "-words"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(ValueError, match="no name of a model"):
        publish(name, CARD, words("x"), now=now())
