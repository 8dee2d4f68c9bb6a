"""Places for an address that is being typed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.customers.adapters.postal_codes import PostalCodes
from serai.customers.adapters.postal_codes.sorted_lines import SortedLines
from serai.customers.domain.countries import CountryRefused
from serai.customers.domain.place_text import folded
from serai.customers.ports import Gazetteer, GazetteerUnavailable, Place
from serai.customers.queries.places import places_like
from serai.plumbing import wiring


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> PostalCodes:
    return PostalCodes(tmp_path_factory.mktemp("gazetteer"))


@pytest.mark.parametrize(
    ("text", "country", "first"),
    [
        ("4400-444", "PT", Place("PT", "4400-444", "Vila Nova de Gaia")),
        ("4400444", "PT", Place("PT", "4400-444", "Vila Nova de Gaia")),
        ("vila nova de gaia", "PT", Place("PT", "", "Vila Nova de Gaia")),
        ("Saxl", "DE", Place("DE", "54558", "Saxler")),
        ("45402", "US", Place("US", "45402", "", "OH")),
        ("01310-100", "BR", Place("BR", "", "São Paulo", "SP")),
        ("sao pau", "BR", Place("BR", "", "São Paulo", "SP")),
        ("LE1 7RH", "GB", Place("GB", "", "Leicester")),
        ("дибще", "UA", Place("UA", "47643", "Дибще")),
        ("606-0861", "JP", Place("JP", "606-0861", "京都市左京区下鴨西高木町")),
        ("52220", "FR", Place("FR", "52220", "Ceffonds")),
    ],
)
def test_a_postcode_or_a_name_finds_its_place(gazetteer, text, country, first):
    assert gazetteer.places(text, country=country, limit=5)[0] == first


def test_a_postcode_that_several_places_share_finds_them_all(gazetteer):
    found = gazetteer.places("54558", country="DE", limit=20)

    assert {"Gillenfeld", "Saxler"} <= {place.city for place in found}
    assert {place.postcode for place in found} == {"54558"}


def test_the_very_name_comes_before_longer_ones(gazetteer):
    names = [place.city for place in gazetteer.places("Berlin", country="DE", limit=8)]

    assert names[0] == "Berlin"
    assert all(folded(name).startswith("berlin") for name in names)


def test_a_code_that_no_town_has_finds_nothing(gazetteer):
    assert gazetteer.places("99999", country="PT", limit=5) == []
    assert gazetteer.places("ZZ9 9ZZ", country="GB", limit=5) == []


def test_the_files_are_made_once_however_many_ask(tmp_path):
    gazetteer = PostalCodes(tmp_path)

    with ThreadPoolExecutor(6) as pool:
        found = list(
            pool.map(lambda _: gazetteer.places("AD100", country="AD", limit=5), range(12))
        )

    assert all(each == found[0] == [Place("AD", "AD100", "Canillo")] for each in found)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["codes", "names"]


def test_a_folder_that_cannot_be_written_makes_no_page_fail(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")

    with pytest.raises(GazetteerUnavailable):
        PostalCodes(blocked).places("can", country="AD", limit=5)


@given(
    st.lists(st.text("abcé -", min_size=1, max_size=6), max_size=40),
    st.text("abcé -", min_size=1, max_size=4),
)
def test_a_search_finds_just_the_lines_that_begin_so(tmp_path_factory, lines, prefix):
    path = tmp_path_factory.mktemp("lines") / "sorted"
    kept = sorted({line.encode() for line in lines})
    path.write_bytes(b"".join(line + b"\n" for line in kept))
    searched = SortedLines(path)

    found = [fields[0] for fields in searched.beginning_with(prefix, most=1000)]
    before = [line for line in kept if line < prefix.encode()]

    assert found == [line.decode() for line in kept if line.startswith(prefix.encode())]
    assert searched.last_before(prefix) == ([before[-1].decode()] if before else None)


# --- over HTTP -------------------------------------------------------------------------------------


class Unreachable:
    attribution = "Places: elsewhere"

    def places(self, text: str, *, country: str, limit: int) -> list[Place]:
        raise GazetteerUnavailable


@pytest.fixture
def bound(gazetteer):
    """Return a function that binds a gazetteer, the embedded one first."""
    before = wiring.bound(Gazetteer)
    wiring.bind(Gazetteer, gazetteer)
    yield lambda other: wiring.bind(Gazetteer, other)
    wiring.bind(Gazetteer, before)


def test_a_storefront_completes_an_address_without_a_statement(
    shop, bound, django_assert_num_queries
):
    storefront = shop()
    storefront.get("/places?country=AD&q=AD100")

    with django_assert_num_queries(0):
        response = storefront.get("/places?country=ad&q=AD100&limit=3")

    assert response.json() == {
        "items": [{"country": "AD", "postcode": "AD100", "city": "Canillo", "region": ""}],
        "attribution": "Places: countries-states-cities-database, Open Database License (ODbL) 1.0",
    }


@pytest.mark.parametrize(
    "query",
    ["q=a&country=AD", "country=AD", "q=can", "q=can&country=ZZ", "q=can&country=AD&limit=21"],
)
def test_what_cannot_be_looked_up_is_refused(shop, bound, query):
    assert shop().get(f"/places?{query}").status_code == 422


def test_a_gazetteer_out_of_reach_counts_as_one_that_knows_nothing(shop, bound):
    bound(Unreachable())

    response = shop().get("/places?country=AD&q=can")

    assert response.json() == {"items": [], "attribution": "Places: elsewhere"}


def test_the_country_is_a_country():
    with pytest.raises(CountryRefused):
        places_like("can", country="ZZ")


def test_the_shop_has_a_gazetteer_of_its_own():
    assert isinstance(wiring.bound(Gazetteer), PostalCodes)


def test_the_files_lie_in_the_shops_folder(settings):
    assert Path(settings.SERAI_VAR) in wiring.bound(Gazetteer).folder.parents
