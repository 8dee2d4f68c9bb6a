"""Every button above a list leads somewhere."""

import re

import pytest
from back_office.test_pages import PAGES, address_of
from django.test import Client
from factories.ordering import a_shop

pytestmark = pytest.mark.django_db
WITH_BUTTONS = [page for page in PAGES if page.values[1].actions_list]


@pytest.mark.parametrize(("model", "page"), WITH_BUTTONS)
def test_a_button_above_a_list_opens_its_page(owner: Client, model, page):
    a_shop()
    seen = owner.get(address_of(model)).content.decode()
    names = [
        f"{model._meta.app_label}_{model._meta.model_name}_{name}"
        for name in page._extract_action_names(page.actions_list)
    ]
    addresses = [
        f"{address_of(model)}{page.get_unfold_action(name.split('_', 2)[2]).path}/"
        for name in names
    ]

    assert [address for address in addresses if f'"{address}"' not in seen] == []
    assert [owner.get(address, follow=True).status_code for address in addresses] == [200] * len(
        addresses
    )


def test_no_button_takes_the_name_of_a_page(owner: Client):
    own = re.compile(r"^(add|change|delete|history|changelist)$")
    taken = [
        f"{model._meta.label}.{name}"
        for model, page in (each.values for each in PAGES)
        for name in (
            *page._extract_action_names(page.actions_list),
            *page._extract_action_names(page.actions_detail),
        )
        if own.match(name)
    ]

    assert taken == []
