"""The OpenAPI document: what the routes declare, what holds for every route, and what a change breaks."""
