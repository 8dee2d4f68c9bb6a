"""
What will be sold: demand of many series for some periods ahead, with bands, from one shared model.

A `Panel` holds the series. Only what lies before an origin is used for what lies after it, but for the plan
(leaflet, displays, prices, weather: whatever is known ahead) and the calendar. Two steps: what a series usually
sells in periods like the one ahead is worked out by hand, then trees learn what else tells.
"""
