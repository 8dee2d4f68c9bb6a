"""Where the stores stand: invented, since the data name them by number only."""

import hashlib
from dataclasses import dataclass

TOWNS = (
    ("Cincinnati", "OH", "45202", 39.10, -84.51),
    ("Columbus", "OH", "43215", 39.96, -83.00),
    ("Dayton", "OH", "45402", 39.76, -84.19),
    ("Toledo", "OH", "43604", 41.65, -83.54),
    ("Detroit", "MI", "48226", 42.33, -83.05),
    ("Louisville", "KY", "40202", 38.25, -85.76),
    ("Lexington", "KY", "40507", 38.05, -84.50),
    ("Knoxville", "TN", "37902", 35.96, -83.92),
    ("Atlanta", "GA", "30303", 33.75, -84.39),
    ("Charlotte", "NC", "28202", 35.23, -80.84),
    ("Richmond", "VA", "23219", 37.54, -77.44),
    ("Roanoke", "VA", "24011", 37.27, -79.94),
    ("Charleston", "WV", "25301", 38.35, -81.63),
    ("Indianapolis", "IN", "46204", 39.77, -86.16),
)
STREETS = ("Main", "Oak", "Maple", "Walnut", "Elm", "Cedar", "Vine", "Race", "Market", "Mill")


@dataclass(frozen=True, slots=True)
class Place:
    """An invented address; always the same for the same store."""

    line1: str
    city: str
    region: str
    postcode: str
    latitude: float
    longitude: float


def place_of_store(store_id: int) -> Place:
    """Return where a store stands: near one of fourteen towns of the data's time zone."""
    chance = hashlib.blake2b(f"store {store_id}".encode(), digest_size=8).digest()
    city, region, postcode, latitude, longitude = TOWNS[chance[0] % len(TOWNS)]
    number = 100 + int.from_bytes(chance[1:3]) % 8900
    north, east = ((byte - 127.5) / 127.5 * 0.25 for byte in chance[3:5])
    return Place(
        f"{number} {STREETS[chance[5] % len(STREETS)]} Street",
        city,
        region,
        postcode,
        round(latitude + north, 5),
        round(longitude + east, 5),
    )
