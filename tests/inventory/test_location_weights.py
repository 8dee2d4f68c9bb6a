"""How much a sale at a location counts where there is too little for all."""

import pytest
from factories.inventory import a_location

from serai.inventory.domain.entry import EntriesRefused
from serai.inventory.models import Location
from serai.inventory.usecases.set_location_weights import set_location_weights

pytestmark = pytest.mark.django_db


def test_weights_are_set_all_or_none() -> None:
    a_location("S1")
    a_location("S2")

    assert set_location_weights({"S1": 200, "S2": 50}) == 2
    with pytest.raises(EntriesRefused, match="no location"):
        set_location_weights({"S1": 300, "S9": 100})
    with pytest.raises(EntriesRefused, match="between 1 and 10,000"):
        set_location_weights({"S1": 0})

    assert dict(Location.objects.values_list("code", "weight")) == {"S1": 200, "S2": 50}
