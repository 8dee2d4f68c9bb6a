"""The api process: Django under WSGI, behind static files and the two lanes."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from serai.config.logs import configure_logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

gc.disable()  # what is loaded here stays: looking for garbage in it only delays the start
django_application = get_wsgi_application()
configure_logs()

import serai.config.urls  # noqa: E402, F401 - every route, before the first request asks for one
from serai.config.back_office.static_files import with_static_files  # noqa: E402 - after set-up
from serai.config.cross_origin import CrossOrigin  # noqa: E402 - after set-up
from serai.decisions.public import keep_deciding  # noqa: E402 - after set-up
from serai.discovery.api.lane import ReadLane  # noqa: E402 - after set-up
from serai.discovery.public import keep_fresh  # noqa: E402 - after set-up
from serai.plumbing.facts.clickstream.lane import EventsLane  # noqa: E402 - after set-up

application = CrossOrigin(EventsLane(ReadLane(with_static_files(django_application))))
gc.freeze()
gc.enable()
keep_fresh()
keep_deciding()
