"""A worker of the api: its application, and what follows the shop's changes in each process."""

from serai.config.api_application import application
from serai.decisions.public import keep_deciding
from serai.discovery.public import keep_fresh

__all__ = ["application"]

keep_fresh()
keep_deciding()
