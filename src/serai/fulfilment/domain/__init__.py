"""Plain Python: sites, timetables, services and promises."""
