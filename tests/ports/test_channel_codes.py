"""What everybody keeps to who knows the channels."""

import pytest
from factories.catalog import a_channel

from serai.config.wiring import CatalogChannels
from serai.decisions.ports import ChannelCodes


@pytest.fixture(params=[CatalogChannels])
def channels(request: pytest.FixtureRequest, db: None) -> ChannelCodes:
    return request.param()


def test_a_shop_without_channels_has_no_codes(channels: ChannelCodes):
    assert channels.codes() == []


def test_codes_are_sorted(channels: ChannelCodes):
    a_channel("web")
    a_channel("app")

    assert channels.codes() == ["app", "web"]
