"""Segments: conditions over customers, asked when it matters, for a purpose that the customers allow."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.customers import NOW

from serai.customers.models import Customer, Segment
from serai.customers.public import (
    CustomerNotFound,
    CustomerRow,
    PostalAddress,
    PurposeNotFound,
    RecordConsent,
    SegmentChanged,
    SegmentExists,
    SegmentNotFound,
    WriteSegment,
    add_address,
    delete_segment,
    import_customers,
    members_of_segment,
    record_consent,
    segments,
    segments_of_customer,
    why_in_segment,
    write_segment,
)
from serai.customers.queries.segments.fields import segment_columns, segment_fields
from serai.customers.queries.segments.members import count_members
from serai.kernel.conditions import BadConditions, Moment, Words, read_tree
from serai.kernel.ids import uuid7
from serai.plumbing.conditions import as_query

pytestmark = pytest.mark.django_db
AT = Moment(NOW)


def rule(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def a_customer(number: int = 1, *, consents: tuple[str, ...] = (), **changes: Any) -> UUID:
    row = {
        "email": f"c{number}@demo.example",
        "name": f"C{number}",
        "source": "test",
        "created_at": NOW - timedelta(days=10),
        **changes,
    }
    customer = CustomerRow(id=uuid7(), consents=consents, **row)
    assert not import_customers([customer]).errors
    return customer.id


def a_segment(*rules: dict[str, Any], purpose: str = "essential", **group: Any) -> UUID:
    command = WriteSegment(
        code="a-segment", name="A segment", purpose=purpose, conditions={**group, "rules": [*rules]}
    )
    return write_segment(command, now=NOW).id


def members(segment_id: UUID, purpose: str = "essential") -> list[UUID]:
    return members_of_segment(segment_id, purpose=purpose, at=AT).items


@pytest.mark.parametrize(
    ("one", "is_member"),
    [
        (rule("registered", "withinLast", 30), True),
        (rule("registered", "withinLast", 9), False),
        (rule("registered", "=", "2027-03-04"), True),
        (rule("kind", "=", "account"), True),
        (rule("locale", "in", ["he", "ar"]), True),
        (rule("last_login", "null"), True),
        (rule("email_verified", "=", False), True),
        (rule("country", "=", "GB"), True),
        (rule("city", "beginsWith", "LON"), True),
        (rule("source", "!=", "test"), False),
        (rule("consents", "containsAll", ["analytics"]), True),
        (rule("consents", "containsAny", ["ads", "email_marketing"]), False),
        (rule("household.age", "=", "35-44"), True),
        (rule("household.income", "notNull"), False),
        (rule("household.income", "!=", "50K"), True),
    ],
)
def test_a_segment_asks_what_customers_knows(one, is_member):
    customer = a_customer(
        locale="he",
        demographics={"age": "35-44", "income": ""},
        consents=("analytics", "profiling"),
    )
    home = PostalAddress(
        name="Ada", line1="1 St James's", city="London", postcode="SW1Y 4JH", country="GB"
    )
    add_address(customer, home, is_default=True, now=NOW)

    assert members(a_segment(one)) == ([customer] if is_member else [])


def test_every_field_has_a_column_that_can_be_asked():
    a_customer()
    fields = segment_fields()
    for field in fields.values():
        for operator in ("null", "notNull"):
            tree = read_tree({"rules": [rule(field.name, operator)]}, fields)
            assert as_query(tree, fields, segment_columns(AT), AT).of(_customers()).count() in (
                0,
                1,
            )


def _customers() -> Any:
    return Customer.objects.all()


def test_only_those_who_allow_the_purpose_are_members():
    willing = a_customer(1, consents=("email_marketing",))
    a_customer(2)
    segment = a_segment(purpose="email_marketing")

    assert members(segment, "email_marketing") == [willing]
    assert len(members(segment, "essential")) == 2


def test_the_newest_answer_counts():
    customer = a_customer(consents=("ads",))
    segment = a_segment(rule("consents", "containsAny", ["ads"]))
    refused = RecordConsent(
        customer_id=customer, purpose="ads", granted=False, text_version="2027-03", source="test"
    )
    record_consent(refused, now=NOW)

    assert members(segment) == []
    assert members(a_everybody(), "ads") == []


def a_everybody() -> UUID:
    command = WriteSegment(code="everybody", name="Everybody", conditions={"rules": []})
    return write_segment(command, now=NOW).id


def test_conditions_over_a_profile_take_consent_to_profiling_as_well():
    a_customer(1, demographics={"age": "35-44"}, consents=("ads",))
    profiled = a_customer(2, demographics={"age": "35-44"}, consents=("ads", "profiling"))
    inside_a_group = {"combinator": "or", "rules": [rule("household.age", "=", "35-44")]}

    assert members(a_segment(inside_a_group), "ads") == [profiled]


def test_a_use_without_a_registered_purpose_is_refused():
    segment = a_segment()

    with pytest.raises(PurposeNotFound):
        members(segment, "curiosity")


def test_members_come_in_pages(django_assert_num_queries):
    found = sorted(a_customer(number) for number in range(5))
    segment = a_segment()
    members(segment)

    with django_assert_num_queries(2):
        first = members_of_segment(segment, purpose="essential", at=AT, limit=3)
    second = members_of_segment(
        segment, purpose="essential", at=AT, limit=3, cursor=first.next_cursor
    )
    assert first.items + second.items == found
    assert second.next_cursor is None


def test_the_count_is_one_statement(django_assert_num_queries):
    a_customer(1, consents=("ads",))
    a_customer(2)
    fields = segment_fields()
    tree = read_tree({"rules": [rule("kind", "=", "account")]}, fields)

    with django_assert_num_queries(1):
        found = count_members(tree, fields, purpose="ads", at=AT)

    assert (found.matches, found.usable) == (2, 1)


def test_why_a_customer_is_no_member():
    customer = a_customer(locale="he")
    segment = a_segment(rule("kind", "=", "account"), rule("locale", "=", "pt"))
    found = why_in_segment(segment, customer, purpose="ads", at=AT, words=Words())

    assert (found.matches, found.allowed, found.belongs) == (False, False, False)
    assert found.because == "It does not match: Language is “pt” – but it is he."


def test_an_explanation_agrees_with_membership():
    customers = [a_customer(n, locale=locale) for n, locale in enumerate(("he", "pt", "en"))]
    segment = a_segment(rule("locale", "notIn", ["he"]))
    belonging = members(segment)

    for customer in customers:
        found = why_in_segment(segment, customer, purpose="essential", at=AT, words=Words())
        assert found.belongs == (customer in belonging)


def test_a_customer_s_segments_are_told_with_their_reasons(django_assert_num_queries):
    customer = a_customer(consents=("ads",))
    for code, one, purpose in (
        ("accounts", rule("kind", "=", "account"), "ads"),
        ("guests", rule("kind", "=", "guest"), "ads"),
        ("letters", rule("kind", "=", "account"), "email_marketing"),
    ):
        command = WriteSegment(code=code, name=code, purpose=purpose, conditions={"rules": [one]})
        write_segment(command, now=NOW)
    Segment.objects.filter(code="guests").update(conditions={"rules": [rule("gone", "null")]})
    segments_of_customer(customer, at=AT, words=Words())

    with django_assert_num_queries(2):
        found = segments_of_customer(customer, at=AT, words=Words())
    told = {each.segment.code: each.membership and each.membership.belongs for each in found}
    assert told == {"accounts": True, "guests": None, "letters": False}
    assert found[0].membership
    assert found[0].membership.because == "It matches: Kind of customer is Account."
    with pytest.raises(CustomerNotFound):
        segments_of_customer(uuid7(), at=AT, words=Words())


def test_nobody_is_explained_who_is_not_there():
    with pytest.raises(CustomerNotFound):
        why_in_segment(a_segment(), uuid7(), purpose="essential", at=AT, words=Words())


def test_a_segment_is_written_again_by_the_version_that_was_read():
    segment = a_segment()
    command = WriteSegment(
        segment_id=segment, version=1, code="renamed", name="Renamed", conditions={"rules": []}
    )
    later = NOW + timedelta(hours=1)

    written = write_segment(command, now=later)
    assert (written.version, written.code, written.updated_at) == (2, "renamed", later)
    with pytest.raises(SegmentChanged) as refusal:
        write_segment(
            WriteSegment(
                segment_id=segment, version=1, code="x", name="X", conditions={"rules": []}
            ),
            now=later,
        )
    assert refusal.value.facts == {"yours": 1, "current": 2}
    assert [each.code for each in segments()] == ["renamed"]


def test_writing_a_segment_as_it_is_changes_nothing():
    segment = a_segment(rule("kind", "=", "guest"))
    same = WriteSegment(
        segment_id=segment,
        code="a-segment",
        name=" A  segment ",
        purpose="essential",
        conditions={"id": "root", "rules": [rule("kind", "=", "guest")]},
    )

    assert write_segment(same, now=datetime(2030, 1, 1, tzinfo=UTC)).version == 1


def test_two_segments_do_not_share_a_code():
    a_segment()

    with pytest.raises(SegmentExists):
        a_segment()


def test_conditions_that_are_none_are_refused_and_nothing_is_written():
    with pytest.raises(BadConditions) as refusal:
        a_segment(rule("shoe_size", "=", 43))

    assert [fault.path for fault in refusal.value.errors] == ["/rules/0/field"]
    assert segments() == []


def test_a_segment_that_is_gone_is_not_found():
    segment = a_segment()
    delete_segment(segment)

    for ask in (lambda: delete_segment(segment), lambda: members(segment)):
        with pytest.raises(SegmentNotFound):
            ask()
