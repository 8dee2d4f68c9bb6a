"""The weather of days, as it was told: seen, or forecast."""

from serai.plumbing.facts import Column, FactTable, Kind, declare

WEATHER_DAY = declare(
    FactTable(
        "weather_day",
        "The weather of a day at a place; of the same day and place the row heard last counts, so that what is seen"
        " follows what was forecast.",
        (
            Column("place", Kind.TEXT, "Where: any name that stays the same."),
            Column("on", Kind.DAY, "The day."),
            Column("temperature", Kind.NUMBER, "The mean, degrees Celsius."),
            Column("rain", Kind.NUMBER, "Millimetres."),
        ),
        source="inventory",
    )
)
