"""Structured logs: lines for people on a terminal, JSON elsewhere."""

import logging
import os
import sys

import structlog

from serai.config.env import env


def configure_logs() -> None:
    """Send structlog and the standard library's loggers to standard error."""
    level = logging.getLevelNamesMapping()[env().log_level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    people = sys.stderr.isatty() or os.environ.get("SERAI_LOG_FORMAT") == "text"
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # The default shows local variables: cards and addresses would meet the log.
            exception_formatter=structlog.dev.plain_traceback,
        )
        if people
        else structlog.processors.JSONRenderer()
    )
    faults = [] if people else [structlog.processors.format_exc_info]
    structlog.configure(
        processors=[*shared, *faults, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *faults,
            renderer,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
