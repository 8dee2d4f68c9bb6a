"""Starts everything in order, keeps it running, stops it cleanly."""

import errno
import http.client
import os
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from time import monotonic, sleep
from types import FrameType

import psycopg

from serai.config.env import env
from serai.config.supervisor.child import Child
from serai.config.supervisor.log import say
from serai.config.supervisor.prepare import prepare
from serai.plumbing.postgres.embedded import EmbeddedPostgres

PATIENCE = 12.0
PLAN_ONCE = "-c plan_cache_mode=force_generic_plan"
"""The api's prepared statements look up a few rows by key: planning them anew costs more than they do."""
_API = "serai.config.serve_api"
_OPENS_WITHIN = 120.0
_MANY = ("--backlog", "4096", "--backpressure", "20000")
"""Listeners stay: the server would let in a thousand and leave the others waiting."""

_THIS_MACHINE = "127.0.0.0/8,::1/128"
"""The demo's webhooks may reach programs on the same machine."""

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run and where."""

    host: str
    port: int
    workers: int
    demo: bool
    without: frozenset[str]

    @property
    def storefront_port(self) -> int:
        """Return the storefront's port."""
        return self.port + 1

    @property
    def live_port(self) -> int:
        """Return the port of live pages."""
        return self.port + 2


class _Asked(Exception):
    """Someone asked us to stop."""


def run(plan: Plan) -> int:
    """
    Run the plan until a signal asks to stop.

    Returns:
        The exit code: 0 after a clean stop, 1 when something could not be started.
    """
    for number in _STOPPING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup is heeded
            signal.signal(number, _ask)
    server = env().postgres
    children: list[Child] = []
    try:
        _start(plan, server, children)
        _watch(children, server)
    except _Asked:
        say("serai", "stopping")
    except (RuntimeError, psycopg.OperationalError) as fault:
        say("serai", str(fault))
        return 1
    finally:
        _stop(server, children)
    return 0


def _start(plan: Plan, server: EmbeddedPostgres | None, children: list[Child]) -> None:
    _find_ports_free(plan)
    if server:
        say("postgres", f"starting in {server.folder}")
        server.start()
    environment = _environment(plan)
    prepare(env().postgres_url, environment, demo=plan.demo)
    children += _children(plan, environment)
    for child in children:
        child.start()
    _wait_until_open(plan, children)
    _announce(plan)


def _stop(server: EmbeddedPostgres | None, children: list[Child]) -> None:
    _ignore_signals()
    for child in reversed(children):
        child.stop(PATIENCE)
    if server and server.stop():
        say("postgres", "stopped")


def _environment(plan: Plan) -> dict[str, str]:
    metrics = env().var.resolve() / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True, exist_ok=True)
    api = os.environ.get("SERAI_PUBLIC_API_URL", f"http://{plan.host}:{plan.port}")
    shop = os.environ.get("SERAI_STOREFRONT_URL", f"http://{plan.host}:{plan.storefront_port}")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "serai.config.settings",
        "SERAI_VAR": str(env().var.resolve()),
        "SERAI_DEMO": "true" if plan.demo else str(env().demo).lower(),
        "SERAI_PUBLIC_API_URL": api,
        "SERAI_STOREFRONT_URL": shop,
        "SERAI_API_URL": f"http://{plan.host}:{plan.port}",
        "SERAI_LIVE_URL": os.environ.get("SERAI_LIVE_URL", _live_url(plan)),
        "SERAI_OUTBOUND_ALLOW": env().outbound_allow or (_THIS_MACHINE if plan.demo else ""),
        "SERAI_SHOP_KEY": env().shop_key,
        "SERAI_STOREFRONT_SECRET": env().secret_bytes().decode(),
        "SERAI_LOG_FORMAT": "text",
        "SERAI_LOG_LEVEL": env().log_level,
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
        "PYTHONUNBUFFERED": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _live_url(plan: Plan) -> str:
    return "" if "live" in plan.without else f"http://{plan.host}:{plan.live_port}"


def _children(plan: Plan, environment: dict[str, str]) -> list[Child]:
    def granian(
        kind: str, port: int, application: str, *more: str, command: str = "granian"
    ) -> list[str]:
        address = ["--host", plan.host, "--port", str(port), "--interface", kind]
        quiet = ["--no-ws", "--log-level", "warning", "--respawn-failed-workers"]
        # A worker that is still loading does not hear that it should stop, and one with open streams waits.
        ends = ["--workers-kill-timeout", "4"]
        return [sys.executable, "-m", command, *address, *quiet, *ends, *more, application]

    threads = ("--workers", str(plan.workers), "--blocking-threads", "8", "--backpressure", "64")
    commands = {
        "api": granian("wsgi", plan.port, "serai.config.wsgi:application", *threads, command=_API),
        "live": granian("asgi", plan.live_port, "serai.config.live:application", *_MANY),
        "worker": [sys.executable, "-c", "from serai.config.worker import main; main()"],
        "storefront": granian("asgi", plan.storefront_port, "serai_storefront.asgi:app"),
    }
    own = {"api": {"PGOPTIONS": PLAN_ONCE}}
    return [
        Child(
            name,
            command,
            {**environment, **own.get(name, {})},
            say,
            # A training that a job started would keep the worker waiting; it is begun again later.
            ends_as_one=name == "worker",
        )
        for name, command in commands.items()
        if name not in plan.without
    ]


def _watch(children: list[Child], server: EmbeddedPostgres | None) -> None:
    looked = monotonic()
    while True:
        sleep(0.2)
        for child in children:
            child.look()
        if server and monotonic() - looked > 2:
            looked = monotonic()
            if not server.running:
                _revive(server)


def _revive(server: EmbeddedPostgres) -> None:
    say("postgres", "does not answer; starting it again")
    try:
        server.start()
    except RuntimeError as fault:
        say("postgres", f"{str(fault)[-300:]}")


def _wait_until_open(plan: Plan, children: list[Child]) -> None:
    names = {child.name for child in children}
    waiting = [(plan.port, "/readyz")] if "api" in names else []
    waiting += [(plan.storefront_port, "/healthz")] if "storefront" in names else []
    deadline = monotonic() + _OPENS_WITHIN
    while waiting and monotonic() < deadline:
        sleep(0.05)
        for child in children:
            child.look()
        waiting = [place for place in waiting if not _answers(plan.host, *place)]
    if waiting:
        raise RuntimeError("The shop did not open within two minutes; the lines above say why.")


def _announce(plan: Plan) -> None:
    api, shop = f"http://{plan.host}:{plan.port}", f"http://{plan.host}:{plan.storefront_port}"
    lines = [
        f"shop          {shop}",
        f"back office   {api}/admin/",
        f"API           {api}/api/docs",
    ]
    if plan.demo:
        lines += [
            "",
            "staff         admin@demo.example / demo-admin",
            "shopper       household-900@demo.example / demo-shopper",
            "cards         4242 4242 4242 4242 succeeds · 4000 0000 0000 0002 is declined",
            "              4000 0000 0000 3220 asks for 3-D Secure",
        ]
    for line in ["", "The shop is open.", "", *lines, "", "Ctrl-C stops everything."]:
        say("serai", line)


def _answers(host: str, port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _find_ports_free(plan: Plan) -> None:
    wanted = {"api": plan.port, "storefront": plan.storefront_port, "live": plan.live_port}
    for name, port in wanted.items():
        if name in plan.without:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((plan.host, port))
            except OSError as fault:
                if fault.errno == errno.EADDRINUSE:
                    reason = f"Port {port} is in use; choose another with --port."
                else:
                    reason = f"Cannot listen on {plan.host} port {port}: {fault.strerror}."
                raise RuntimeError(reason) from None


def _ask(number: int, frame: FrameType | None) -> None:
    _ignore_signals()
    raise _Asked


def _ignore_signals() -> None:
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
