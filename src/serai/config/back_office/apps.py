"""Which admin site Django uses."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """Django's admin with our site as its default; it finds the `admin` module of every context."""

    default_site = "serai.config.back_office.site.BackOffice"
