"""`serai deploy-anchor`: put the contract that keeps heads on a chain."""

import typer

from serai.config.cli.django import load_django


def deploy_anchor() -> None:
    """Use SERAI_ANCHOR_URL and SERAI_ANCHOR_KEY; the address printed is to be SERAI_ANCHOR_CONTRACT."""
    load_django()

    from django.conf import settings

    from serai.attest.adapters.evm import EvmAnchor, Web3Missing, connect
    from serai.attest.ports import AnchorUnavailable

    if not settings.SERAI_ANCHOR_URL or not settings.SERAI_ANCHOR_KEY:
        typer.echo("Set SERAI_ANCHOR_URL and SERAI_ANCHOR_KEY first.", err=True)
        raise typer.Exit(2)
    try:
        web3, account = connect(settings.SERAI_ANCHOR_URL, settings.SERAI_ANCHOR_KEY)
        typer.echo(EvmAnchor.deploy(web3, account))
    except (Web3Missing, AnchorUnavailable) as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
