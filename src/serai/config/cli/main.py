"""`serai`: every command of the platform."""

import os

import typer

from serai.config.cli.backtest import backtest
from serai.config.cli.bank import bank
from serai.config.cli.bench import bench
from serai.config.cli.channel import channel
from serai.config.cli.check import check
from serai.config.cli.deploy_anchor import deploy_anchor
from serai.config.cli.evaluate import evaluate
from serai.config.cli.facts import facts
from serai.config.cli.import_data import import_data
from serai.config.cli.key import key
from serai.config.cli.mission import mission
from serai.config.cli.openapi import openapi
from serai.config.cli.orders import orders
from serai.config.cli.price_feed import price_feed
from serai.config.cli.price_list import price_list
from serai.config.cli.promotion import promotion
from serai.config.cli.reindex import reindex
from serai.config.cli.shell import shell
from serai.config.cli.staff import staff
from serai.config.cli.train import train
from serai.config.cli.up import up
from serai.config.cli.weather import weather

program = typer.Typer(
    name="serai",
    help="A headless, AI-native commerce platform over one PostgreSQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
program.command("up", help="Start everything: database, api, live pages, worker, storefront.")(up)
program.command("import", help="Load data: complete-journey, or products from a file.")(import_data)
program.add_typer(bank, name="bank", help="Bring bank statements in: camt.053 or CSV.")
program.command("channel", help="Create a channel: a place where the shop sells.")(channel)
program.add_typer(orders, name="orders", help="Take orders out as files, and bring them in.")
program.add_typer(price_list, name="price-list", help="Bring price lists in from files, and out.")
program.add_typer(price_feed, name="price-feed", help="What goods cost and what others ask.")
program.add_typer(promotion, name="promotion", help="What a promotion would have given.")
program.add_typer(staff, name="staff", help="Let somebody of the staff in again.")
program.command("key", help="Make an API key and print it once.")(key)
program.command("reindex", help="Write every product document and search index anew.")(reindex)
program.command("check", help="Check settings, database, stock and books.")(check)
program.command("bench", help="Measure hot paths beside their floors.")(bench)
program.command("evaluate", help="Evaluate models and search beside their baselines.")(evaluate)
program.command("train", help="Train models; one that evaluates worse than today's is refused.")(
    train
)
program.command("backtest", help="Hold earlier forecasts against what was sold.")(backtest)
program.command("weather", help="Bring the weather of days in, for forecasts.")(weather)
program.add_typer(facts, name="facts", help="Look at facts and look after them.")
program.command("deploy-anchor", help="Put the contract that keeps the log's heads on a chain.")(
    deploy_anchor
)
program.command("mission", help="Count what works, is partial, is missing.")(mission)
program.command("openapi", help="Print the API's OpenAPI document.")(openapi)
program.command("shell", help="A Python prompt with the platform loaded.")(shell)


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")
    program()
