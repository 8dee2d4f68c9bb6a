"""All departments on one page: the map of the shop."""

from starlette.responses import Response

from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the two upper levels of the category tree."""
    tree = await visit.tree()
    children = {
        parent.id: [each for each in tree if each.parent_id == parent.id] for parent in tree
    }
    return await visit.render(
        "departments.html", {"children": children, "canonical": "/departments"}
    )
