"""Places of sale."""

import pytest
from factories.catalog import a_channel

from serai.catalog.public import BadField, ChannelExists, ChannelNotFound, channel, channels

pytestmark = pytest.mark.django_db


def test_a_channel_is_opened_and_found(django_assert_num_queries):
    opened = a_channel("web", currency="EUR", country="DE", locale="de", locales=("de", "en", "en"))

    assert (opened.currency, opened.country, opened.locales) == ("EUR", "DE", ("de", "en"))
    assert channels() == [opened]
    with django_assert_num_queries(0):
        assert channel("web") == opened


def test_a_code_is_taken_once():
    a_channel("web", name="First")

    from serai.catalog.public import CreateChannel, create_channel

    with pytest.raises(ChannelExists):
        create_channel(
            CreateChannel(
                code="web", name="Second", currency="USD", locale="en", country="US",
                time_zone="UTC", prices_include_tax=False,
            )
        )  # fmt: skip

    assert [view.name for view in channels()] == ["First"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "a b"),
        ("name", "x" * 201),
        ("currency", "Dollar"),
        ("locale", "english"),
        ("locales", ("??",)),
        ("country", "USA"),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_a_value_that_is_none_is_refused(field, value):
    with pytest.raises(BadField) as refusal:
        a_channel(**{field: value})

    assert refusal.value.field == field
    assert channels() == []


def test_an_unknown_channel_is_not_found():
    with pytest.raises(ChannelNotFound):
        channel("moon")
