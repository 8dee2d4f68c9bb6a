"""Plans of instalments and their terms in the back office."""

import pytest
from django.urls import reverse
from payments.instalment_life import Life, Seams

from serai.payments.queries.instalments.plan_view import plan_view

pytestmark = pytest.mark.django_db


def test_staff_sees_a_plan_part_by_part(lends, admin_client):
    life = Life(lends, Seams())
    life.begin(1)
    plan = plan_view(life.plan_id)

    listed = admin_client.get(reverse("admin:payments_instalmentplan_changelist"))
    page = admin_client.get(reverse("admin:payments_instalmentplan_change", args=[plan.id]))

    assert "open" in listed.content.decode()
    shown = page.content.decode()
    assert page.status_code == 200
    for part in plan.parts:
        assert str(part.amount) in shown
    assert plan.card in shown
