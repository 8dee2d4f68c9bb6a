"""`serai shell`: a Python prompt with the platform loaded."""

import code

from serai.config.cli.django import load_django


def shell() -> None:
    """Open a Python prompt; every context's public door is imported under its name."""
    load_django()

    from importlib import import_module

    from django.apps import apps

    names = {}
    for config in apps.get_app_configs():
        if config.name.startswith("serai.") and config.label not in ("plumbing", "config"):
            names[config.label] = import_module(f"{config.name}.public")
    code.interact(banner=f"Serai. Loaded: {', '.join(sorted(names))}.", local=names, exitmsg="")
