"""What is sold on prescription waits for a pharmacist, who releases or refuses it line by line."""

from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from factories.ordering import DECLINED, Checkout, Shopper, an_article, ready_to_order, staff

from serai.catalog.public import ArticleTerms, set_article_terms
from serai.fulfilment.public import groups_of_order, hand_over
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.prescriptions.file import LARGEST, BadPrescription, checked_name, type_of
from serai.ordering.domain.regulated.letter import LawFacts, law_letter
from serai.ordering.domain.regulated.letter_words import WORDS
from serai.ordering.models import Hold, PrescribedLine, Prescription, PrescriptionLook
from serai.ordering.usecases.prescriptions.forget_prescriptions import forget_prescriptions
from serai.ordering.usecases.prescriptions.sealed_file import content_of, seal_older_files
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.db import execute
from serai.plumbing.sealing import SealBroken

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0....\xff\xd9"


@pytest.fixture
def pharmacy(shop):
    """Sell PILLS and DROPS on prescription; a pharmacist has a key of their own."""
    for sku in ("PILLS", "DROPS"):
        an_article(sku, "10.00")
    terms = ArticleTerms(needs_prescription=True)
    set_article_terms({"PILLS": terms, "DROPS": terms}, now=clock.now())
    scopes = ["prescriptions:read", "prescriptions:decide"]
    ensure_api_key("sk_pharmacist", "tests", scopes, "web")
    return shop


def pharmacist() -> Shopper:
    return Shopper(key="sk_pharmacist", area="staff")


def hand_in(shopper: Shopper, path: str, content: bytes = PDF, name: str = "rezept.pdf"):
    body = {"name": name, "content": b64encode(content).decode()}
    return shopper.post(f"{path}/prescriptions", body)


def bought(deliver, *, with_file: bool = True, **units: int) -> tuple[Shopper, str]:
    checkout = ready_to_order(**units)
    if with_file:
        assert hand_in(checkout.shopper, checkout.path).status_code == 200
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    deliver()
    return checkout.shopper, placed.json()["id"]


def dossier(order_id: str) -> dict:
    return pharmacist().get(f"/orders/{order_id}/prescription").json()


def decide(order_id: str, *decisions: dict):
    body = {"decisions": list(decisions)}
    return pharmacist().post(f"/orders/{order_id}/prescription-decisions", body)


def release(order_id: str, position: int, **more) -> dict:
    if "refill_of" not in more:
        more["prescription_id"] = dossier(order_id)["files"][0]["id"]
    return {"position": position, "action": "release", **more}


def refuse(position: int, reason: str = "Not readable") -> dict:
    return {"position": position, "action": "refuse", "reason": reason}


def test_a_cart_says_what_is_prescribed(pharmacy):
    assert ready_to_order(PILLS=1, MILK=1).cart["law"]["prescribed"] == ["PILLS"]


def test_an_order_is_held_from_its_first_moment_until_a_pharmacist_releases_it(pharmacy, deliver):
    _, order_id = bought(deliver, PILLS=2, MILK=1)
    [group] = groups_of_order(UUID(order_id))
    assert group.state == "held"
    with pytest.raises(IllegalTransition):
        hand_over(group.id, now=clock.now())
    [waiting] = pharmacist().get("/prescriptions").json()["items"]
    assert (waiting["order_id"], waiting["articles"], waiting["files"]) == (
        order_id,
        ["Product PILLS"],
        1,
    )

    decided = decide(order_id, release(order_id, 1))

    assert decided.status_code == 200, decided.content
    assert decided.json()["lines"][0]["state"] == "released"
    deliver()
    [group] = groups_of_order(UUID(order_id))
    assert group.state == "open"
    assert pharmacist().get("/prescriptions").json()["items"] == []
    assert hand_over(group.id, now=clock.now()).state == "shipped"


def test_nobody_but_a_pharmacist_releases_it(pharmacy, deliver):
    _, order_id = bought(deliver, PILLS=1)

    assert staff().get("/prescriptions").status_code == 403
    assert staff().get(f"/orders/{order_id}/prescription").status_code == 403
    released = staff().post(f"/orders/{order_id}/release", {"reason": "In a hurry"})
    assert (released.status_code, released.json()["code"]) == (409, "ordering.not_held")
    answer = staff().post(f"/orders/{order_id}/fulfilment", {})
    assert answer.json()["code"] == "ordering.order_is_held"


def test_a_refused_line_is_called_off_and_paid_back_and_the_rest_goes_on(pharmacy, deliver):
    shopper, order_id = bought(deliver, PILLS=1, DROPS=2)

    decide(order_id, release(order_id, 1))
    [group] = groups_of_order(UUID(order_id))
    assert group.state == "held"
    decided = decide(order_id, refuse(2, "The dose is not stated"))
    assert decided.status_code == 200, decided.content
    deliver()

    seen = shopper.get(f"/orders/{order_id}").json()
    assert (seen["refunded"]["minor"], seen["state"]) == (2000, "paid")
    lines = shopper.get(f"/orders/{order_id}/prescriptions").json()["lines"]
    assert [(line["state"], line["reason"]) for line in lines] == [
        ("released", ""),
        ("refused", "The dose is not stated"),
    ]
    [group] = groups_of_order(UUID(order_id))
    assert group.state == "open"
    [change] = shopper.get(f"/orders/{order_id}/life").json()["changes"]
    assert change["reason"] == "Prescription: The dose is not stated"


def test_an_order_of_which_everything_is_refused_is_called_off_with_its_delivery(pharmacy, deliver):
    shopper, order_id = bought(deliver, PILLS=1)
    assert decide(order_id, refuse(1)).status_code == 200
    deliver()

    seen = shopper.get(f"/orders/{order_id}").json()
    assert (seen["state"], seen["refunded"]) == ("cancelled", seen["totals"]["total"])
    assert Hold.objects.get().state == "ended"


def test_a_release_rests_on_a_prescription_and_a_refusal_on_a_reason(pharmacy, deliver):
    _, order_id = bought(deliver, PILLS=1)
    _, other_id = bought(deliver, PILLS=1)

    for decision in (
        {"position": 1, "action": "release"},
        {"position": 1, "action": "refuse", "reason": " "},
        release(other_id, 1),
        release(order_id, 1, refills=2),
        release(order_id, 1, refills=2, valid_until="2020-01-01"),
        {"position": 1, "action": "release", "refill_of": order_id},
    ):
        refused = decide(order_id, decision)
        assert (refused.status_code, refused.json()["code"]) == (422, "ordering.bad_decision")
    assert decide(order_id, refuse(2)).json()["code"] == "ordering.nothing_prescribed"
    assert PrescribedLine.objects.filter(state="waiting").count() == 2


def test_what_was_decided_is_not_decided_again_once_the_goods_may_go(pharmacy, deliver):
    _, order_id = bought(deliver, PILLS=1)
    decide(order_id, release(order_id, 1))

    for again in (release(order_id, 1), refuse(1)):
        assert decide(order_id, again).json()["code"] == "ordering.nothing_prescribed"


def test_while_others_wait_a_second_look_may_undo_a_release(pharmacy, deliver):
    shopper, order_id = bought(deliver, PILLS=1, DROPS=1)
    decide(order_id, release(order_id, 1))

    assert decide(order_id, refuse(1, "Forged"), release(order_id, 2)).status_code == 200
    deliver()

    assert shopper.get(f"/orders/{order_id}").json()["refunded"]["minor"] == 1000


def test_refills_are_counted_and_belong_to_the_same_shopper_and_article(pharmacy, deliver):
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    _, first = bought(deliver, PILLS=2)
    decide(first, release(first, 1, refills=1, valid_until=tomorrow))
    source = dossier(first)["lines"][0]["id"]

    _, second = bought(deliver, with_file=False, PILLS=1)
    [refill] = dossier(second)["refills"]
    assert (refill["refill_of"], refill["left"], refill["units"]) == (source, 1, 2)
    assert decide(second, release(second, 1, refill_of=source)).status_code == 200

    _, third = bought(deliver, with_file=False, PILLS=1)
    assert dossier(third)["refills"] == []
    assert decide(third, release(third, 1, refill_of=source)).json()["code"] == (
        "ordering.bad_decision"
    )
    _, fourth = bought(deliver, with_file=False, DROPS=1)
    assert decide(fourth, release(fourth, 1, refill_of=source)).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_one_refill_is_used_once_however_many_pharmacists_release_at_once(pharmacy, deliver):
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    _, first = bought(deliver, PILLS=1)
    decide(first, release(first, 1, refills=1, valid_until=tomorrow))
    source = dossier(first)["lines"][0]["id"]
    orders = [bought(deliver, with_file=False, PILLS=1)[1] for _ in range(4)]
    barrier = Barrier(4)

    def use(order_id: str) -> int:
        barrier.wait()
        try:
            return int(decide(order_id, release(order_id, 1, refill_of=source)).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, orders)) == [200, 422, 422, 422]


def test_what_a_shopper_has_called_off_is_not_paid_back_twice(pharmacy, deliver):
    shopper, order_id = bought(deliver, PILLS=2, MILK=1)
    body = {"lines": [{"position": 1, "units": 2}], "reason": "mistake"}
    assert shopper.post(f"/orders/{order_id}/cancelled-lines", body).status_code == 200

    assert decide(order_id, refuse(1)).status_code == 200
    deliver()

    assert shopper.get(f"/orders/{order_id}").json()["refunded"]["minor"] == 2000
    [group] = groups_of_order(UUID(order_id))
    assert group.state == "open"


def test_a_declined_order_waits_for_no_pharmacist(pharmacy, deliver):
    checkout = ready_to_order(PILLS=1)
    assert checkout.place(DECLINED).status_code == 422
    assert pharmacist().get("/prescriptions").json()["items"] == []


def test_a_prescription_is_opened_by_name_and_every_look_is_noted_for_ever(pharmacy, deliver):
    _, order_id = bought(deliver, PILLS=1)
    [file] = dossier(order_id)["files"]

    opened = pharmacist().get(f"/prescriptions/{file['id']}").json()

    assert b64decode(opened["content"]) == PDF
    assert (opened["name"], opened["content_type"]) == ("rezept.pdf", "application/pdf")
    looks = dossier(order_id)["looks"]
    assert [each["action"] for each in looks] == ["handed_in", "opened"]
    assert looks[1]["by"].startswith("key ")
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE ordering_prescription_look SET by = 'nobody'")
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("DELETE FROM ordering_prescription_look")


def test_the_table_does_not_tell_what_a_prescription_says(pharmacy):
    checkout = ready_to_order(PILLS=1)
    hand_in(checkout.shopper, checkout.path)

    file = Prescription.objects.get()

    assert file.content is not None
    assert PDF[:8] not in bytes(file.content)
    assert (content_of(file), file.size) == (PDF, len(PDF))
    file.pk = uuid7()
    with pytest.raises(SealBroken):
        content_of(file)


def test_files_from_before_they_were_sealed_are_sealed_and_open_as_before(pharmacy):
    checkout = ready_to_order(PILLS=1)
    hand_in(checkout.shopper, checkout.path)
    Prescription.objects.update(content=PDF, is_sealed=False)
    assert content_of(Prescription.objects.get()) == PDF

    assert [seal_older_files(), seal_older_files()] == [1, 0]

    file = Prescription.objects.get()
    assert bytes(file.content or b"") != PDF
    assert content_of(file) == PDF


def test_a_file_that_was_taken_back_may_be_handed_in_again(pharmacy):
    checkout = ready_to_order(PILLS=1)
    shopper, path = checkout.shopper, checkout.path
    [file] = hand_in(shopper, path).json()["items"]
    assert shopper.delete(f"{path}/prescriptions/{file['id']}").status_code == 200

    [again] = hand_in(shopper, path).json()["items"]

    assert again["id"] == file["id"]
    assert content_of(Prescription.objects.get()) == PDF


def test_a_prescription_may_follow_the_order_and_is_asked_for_by_letter(pharmacy, deliver):
    shopper, order_id = bought(deliver, with_file=False, PILLS=1)
    assert dossier(order_id)["files"] == []

    handed = hand_in(shopper, f"/orders/{order_id}", PNG, "photo.png")

    assert handed.status_code == 200, handed.content
    assert [each["name"] for each in dossier(order_id)["files"]] == ["photo.png"]
    assert hand_in(Shopper(), f"/orders/{order_id}").status_code == 404


def test_the_same_file_again_is_one_and_six_are_too_many(pharmacy):
    checkout = ready_to_order(PILLS=1)
    for _ in range(2):
        assert len(hand_in(checkout.shopper, checkout.path).json()["items"]) == 1
    for number in range(4):
        hand_in(checkout.shopper, checkout.path, PDF + b"%" + bytes([48 + number]) + b"%%EOF")
    sixth = hand_in(checkout.shopper, checkout.path, PNG)
    assert (sixth.status_code, sixth.json()["code"]) == (422, "ordering.bad_prescription")


def test_a_file_is_taken_back_until_something_was_released_by_it(pharmacy, deliver):
    checkout = ready_to_order(PILLS=1)
    [file] = hand_in(checkout.shopper, checkout.path).json()["items"]
    path = f"{checkout.path}/prescriptions/{file['id']}"
    assert Shopper().delete(path).status_code == 404
    assert checkout.shopper.delete(path).json()["items"] == []
    assert Prescription.objects.get().content is None

    assert len(hand_in(checkout.shopper, checkout.path).json()["items"]) == 1
    order_id = checkout.place().json()["id"]
    deliver()
    decide(order_id, release(order_id, 1))
    kept = checkout.shopper.delete(path)
    assert (kept.status_code, kept.json()["code"]) == (409, "ordering.prescription_in_use")


def test_files_are_forgotten_when_their_time_is_over(pharmacy, deliver):
    _, order_id = bought(deliver, PILLS=1)
    _, left = bought(deliver, PILLS=1)
    decide(order_id, release(order_id, 1))
    in_a_month = clock.now() + timedelta(days=31)

    assert forget_prescriptions(now=in_a_month) == 1
    assert forget_prescriptions(now=in_a_month) == 0
    assert (len(dossier(order_id)["files"]), dossier(left)["files"]) == (1, [])
    assert forget_prescriptions(now=clock.now() + timedelta(days=731)) == 1
    assert not Prescription.objects.filter(content__isnull=False).exists()
    assert PrescriptionLook.objects.filter(by="retention").count() == 2
    assert dossier(order_id)["lines"][0]["state"] == "released"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")],
    ids=["pdf", "png", "jpeg"],
)
def test_files_are_known_by_their_content(content, kind):
    assert type_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"GIF89a",
        PDF[:20],
        PNG[:10],
        JPEG[:5],
        b"%PDF-1.7 /JavaScript %%EOF",
        b"%PDF-1.7" + b"x" * LARGEST + b"%%EOF",
    ],
    ids=["nothing", "page", "gif", "cut pdf", "cut png", "cut jpeg", "scripts", "too large"],
)
def test_files_that_are_no_prescriptions_are_refused(content):
    with pytest.raises(BadPrescription):
        type_of(content)


def test_a_name_has_no_folders():
    assert checked_name("C:\\scans\\my  rezept.pdf") == "my rezept.pdf"
    for name in ("", "folder/", "bell\x07.pdf", "x" * 201):
        with pytest.raises(BadPrescription):
            checked_name(name)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_letters_are_written_in_the_shoppers_language(language):
    for tells in ("wanted", "released", "refused", "not_old_enough"):
        facts = LawFacts("24-7KX9", tells, (("Pills <b>", "No dose"),), "https://shop.example/o")
        written = law_letter(facts, locale=language)
        assert "24-7KX9" in written.subject
        assert "https://shop.example/o" in written.text
        assert ("No dose" in written.text) == (tells == "refused")
        assert "<b>" not in written.html
        assert ('dir="rtl"' in written.html) == (language in ("he", "ar"))


def test_a_checkout_of_prescribed_goods_by_a_stranger_is_theirs_alone(pharmacy):
    checkout: Checkout = ready_to_order(PILLS=1)
    hand_in(checkout.shopper, checkout.path)
    assert Shopper().get(f"{checkout.path}/prescriptions").status_code == 404
    assert hand_in(Shopper(), checkout.path).status_code == 404
