"""What the back office asks about a location."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.catalog.public import channels
from serai.inventory.models import Location
from serai.inventory.usecases.assign_location import assign_location
from serai.inventory.usecases.upsert_locations import LocationRow, upsert_locations
from serai.plumbing.back_office.form_fields import text_field
from serai.plumbing.back_office.worded import worded
from serai.plumbing.db import unit_of_work

_ADDRESS = ("line1", "line2", "city", "region", "postcode")


class LocationForm(forms.Form):
    """A place that holds goods."""

    code = text_field("code", most=64, tells="Short and stable: cellar. It never changes.")
    name = text_field("name", most=200)
    kind = forms.ChoiceField(
        label="kind", choices=Location.Kind.choices, widget=UnfoldAdminSelectWidget
    )
    line1 = text_field("street and number", most=200, needed=False)
    line2 = text_field("more of the address", most=200, needed=False)
    postcode = text_field("postcode", most=16, needed=False)
    city = text_field("town", most=100, needed=False)
    region = text_field("state or region", most=100, needed=False)
    country = text_field("country", most=2, tells="Two letters: DE.")
    lat = forms.FloatField(
        label="latitude", required=False, widget=UnfoldAdminTextInputWidget,
        help_text="Both coordinates or none; with them shoppers find what is near.",
    )  # fmt: skip
    lon = forms.FloatField(label="longitude", required=False, widget=UnfoldAdminTextInputWidget)
    sells_to = forms.MultipleChoiceField(
        label="channels that sell from it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, typed: Any, of: Location | None) -> None:
        """Ask about a new location, or about one that is there."""
        super().__init__(typed, initial=_said_of(of) if of else None)
        self.of = of
        self.fields["sells_to"].choices = [  # type: ignore[attr-defined]
            (place.code, place.name) for place in channels()
        ]
        if of:
            del self.fields["code"], self.fields["sells_to"]

    @unit_of_work()
    def write(self) -> str:
        """
        Write the location; return what was done, in words.

        Raises:
            EntriesRefused: a field makes no sense.
        """
        said = dict(self.cleaned_data)
        sells_to = said.pop("sells_to", ())
        code = self.of.code if self.of else said.pop("code").strip()
        stays = self.of is not None and (self.of.lat, self.of.lon) == (said["lat"], said["lon"])
        said["country"] = said["country"].upper()
        said["derived"] = self.of.derived if self.of and stays else False
        row = LocationRow(code=code, **said)
        location_id = upsert_locations([row])[code]
        for channel_code in sells_to:
            assign_location(channel_code, location_id, priority=0)
        return worded("{name} is there.", name=said["name"])


def _said_of(location: Location) -> dict[str, Any]:
    names = ("name", "kind", *_ADDRESS, "country", "lat", "lon")
    return {name: getattr(location, name) for name in names}
