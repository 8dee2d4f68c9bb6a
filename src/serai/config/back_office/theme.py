"""How the back office looks: plain data, read by the settings."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Serai",
    "SITE_HEADER": "Serai",
    "SITE_SUBHEADER": gettext_lazy("Back office"),
    "SITE_SYMBOL": "storefront",
    "SITE_URL": None,
    "SHOW_HISTORY": True,
    "SHOW_LANGUAGES": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "STYLES": ["serai.config.back_office.side_bar.style_sheet"],
    "COLORS": {
        "primary": {
            "50": "oklch(98% .016 170)",
            "100": "oklch(95% .04 168)",
            "200": "oklch(90% .075 167)",
            "300": "oklch(83% .11 166)",
            "400": "oklch(74% .13 166)",
            "500": "oklch(63% .13 167)",
            "600": "oklch(53% .115 168)",
            "700": "oklch(45% .098 169)",
            "800": "oklch(38% .08 170)",
            "900": "oklch(32% .066 171)",
            "950": "oklch(22% .045 172)",
        },
    },
    "ACCOUNT": {
        "navigation": [
            {"title": gettext_lazy("My sign-in"), "link": reverse_lazy("admin:my_sign_in")},
            {
                "title": gettext_lazy("Change password"),
                "link": reverse_lazy("admin:password_change"),
            },
        ]
    },
    "SIDEBAR": {"show_search": True, "navigation": "serai.config.back_office.side_bar.side_bar"},
}
