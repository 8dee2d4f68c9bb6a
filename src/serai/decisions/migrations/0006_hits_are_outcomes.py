"""Expand: how near a forecast came is an outcome, too."""

import serai.decisions.domain.slot
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0005_margins_are_outcomes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="outcome",
            name="decisions_outcome_kind",
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            serai.decisions.domain.slot.OutcomeKind["CLICK"],
                            serai.decisions.domain.slot.OutcomeKind["CART"],
                            serai.decisions.domain.slot.OutcomeKind["ORDER"],
                            serai.decisions.domain.slot.OutcomeKind["KEPT"],
                            serai.decisions.domain.slot.OutcomeKind["COST"],
                            serai.decisions.domain.slot.OutcomeKind["MARGIN"],
                            serai.decisions.domain.slot.OutcomeKind["HIT"],
                        ],
                    )
                ),
                name="decisions_outcome_kind",
            ),
        ),
    ]
