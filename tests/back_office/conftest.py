"""Who works in the back office."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client


@pytest.fixture
def owner(db: None) -> Client:
    """Return the browser of someone who may do everything."""
    return _logged_in(User.objects.create(username="owner", is_staff=True, is_superuser=True))


@pytest.fixture
def clerk(db: None) -> Callable[..., Client]:
    """Return a function that gives the browser of someone with some permissions only."""

    def with_permissions(*names: str) -> Client:
        user = User.objects.create(username=f"clerk {len(names)}", is_staff=True)
        for name in names:
            label, codename = name.split(".")
            user.user_permissions.add(
                Permission.objects.get(content_type__app_label=label, codename=codename)
            )
        return _logged_in(user)

    return with_permissions


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
