"""Staff see how good each model is and bring the version before back."""

import pytest
from django.test import Client

from serai.kernel.clock import now
from serai.plumbing.model_registry import Card, Figure, in_use, publish

pytestmark = pytest.mark.django_db
PAGE = "/admin/plumbing/modelversion"


@pytest.fixture
def two_versions(settings, tmp_path) -> list:
    settings.SERAI_VAR = tmp_path
    figure = Figure("WAPE", 0.361, 0.459, "the mean of eight weeks", at_most=True)
    card = Card("Weeks 50 to 53 are held out.", figure, rows=26_000, settings={"trees": 300})

    def write(folder) -> None:
        (folder / "trees.json").write_text("{}")

    return [publish("shop.demand", card, write, now=now()).version for _ in range(2)]


def test_a_version_shows_its_card(owner: Client, two_versions):
    listed = owner.get(f"{PAGE}/").content.decode()
    page = owner.get(f"{PAGE}/{two_versions[1]}/change/").content.decode()

    assert "0.459 the mean of eight weeks" in listed
    for said in ("Weeks 50 to 53 are held out.", "0.361", "26,000", "<dt>trees</dt><dd>300</dd>"):
        assert said in page


def test_the_version_before_is_brought_back_by_who_may(owner: Client, two_versions):
    given = {"action": "bring_back_selected", "_selected_action": [str(two_versions[1])]}
    owner.post(f"{PAGE}/", given, follow=True)

    kept = in_use("shop.demand")
    assert kept is not None
    assert kept.version == two_versions[0]


def test_a_card_is_told_in_the_readers_language(owner: Client, settings, tmp_path):
    settings.SERAI_VAR = tmp_path
    told = {"days": 90, "customers": 2447}
    figure = Figure("mean error, days", 3.9, 4.2, "the same as the last {days} days", facts=told)
    card = Card("The last {days} days were held out; {customers:,} customers.", figure, facts=told)
    kept = publish("shop.days", card, lambda folder: None, now=now())

    page = owner.get(
        f"{PAGE}/{kept.version}/change/", headers={"Accept-Language": "ru"}
    ).content.decode()

    for said in ("Последние 90 дн. отложены; клиентов: 2,447.", "средняя ошибка, дни"):
        assert said in page
    assert "4.2 то же, что за последние 90 дн." in page
