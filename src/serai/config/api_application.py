"""What the api answers with: Django under WSGI, behind static files and the lanes. Loaded, nothing started."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from serai.config.logs import configure_logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

gc.disable()  # what is loaded here stays: looking for garbage in it only delays the start
django_application = get_wsgi_application()
configure_logs()

from serai.config.back_office.static_files import with_static_files  # noqa: E402 - after set-up
from serai.config.cross_origin import CrossOrigin  # noqa: E402 - after set-up
from serai.config.urls import of_api  # noqa: E402 - every route, before a request asks for one
from serai.discovery.api.lane import ReadLane  # noqa: E402 - after set-up
from serai.plumbing.api.call_lane import CallLane  # noqa: E402 - after set-up
from serai.plumbing.facts.clickstream.lane import EventsLane  # noqa: E402 - after set-up

calls = CallLane(with_static_files(django_application), of_api, base="/api/shop/")
application = CrossOrigin(EventsLane(ReadLane(calls)))
gc.freeze()
gc.enable()
