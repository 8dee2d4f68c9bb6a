"""What merchants plan that moves demand: leaflets, displays, price cuts, known before they begin."""

from serai.plumbing.facts import Column, FactTable, Kind, declare

PLANNED_PROMOTION = declare(
    FactTable(
        "planned_promotion",
        "A promotion of an article that was planned for a week; of the same plan the row heard last counts.",
        (
            Column("variant_id", Kind.TEXT, "The article."),
            Column("starts_on", Kind.DAY, "The Monday of the week."),
            Column(
                "kind", Kind.TEXT, 'What is planned, such as "leaflet", "display" or "price cut".'
            ),
            Column("share", Kind.NUMBER, "Of the stores, or of the price, from 0 to 1."),
        ),
        source="inventory",
    )
)
