"""The command line: help, refusals, lines for machines, and what a check finds."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from factories.catalog import a_variant
from factories.inventory import a_location, stocked
from typer.main import get_command
from typer.testing import CliRunner, Result

from serai.catalog.models import Product
from serai.config.cli.main import program
from serai.config.measurement import Measurement, print_measurements
from serai.config.mission import mission
from serai.config.second_factor.factors_of import has_factor
from serai.config.second_factor.set_up_authenticator import new_secret, set_up_authenticator
from serai.config.second_factor.time_codes import code_at, step_of
from serai.kernel.clock import now

COMMANDS = get_command(program).commands  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _own_logs() -> Iterator[None]:
    """A command sets up logs for its process; the tests' own are put back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def serai(*words: str) -> Result:
    return CliRunner().invoke(program, list(words))


def test_help_lists_every_command():
    told = serai("--help")
    assert told.exit_code == 0
    assert set(COMMANDS) == {
        *("up", "import", "channel", "key", "reindex", "check", "price-list", "promotion"),
        *("bench", "evaluate", "facts", "mission", "openapi", "shell", "deploy-anchor", "bank"),
        *("orders", "price-feed", "train", "weather", "backtest", "staff"),
    }
    for name in COMMANDS:
        assert name in told.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_does(name):
    told = serai(name, "--help")
    assert told.exit_code == 0
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", ""), f"{name} {parameter.name} has no help"


def test_an_unknown_command_is_refused():
    assert serai("sell").exit_code == 2


def test_an_unknown_benchmark_is_met_with_those_there_are():
    refused = serai("bench", "warp")
    assert refused.exit_code == 2
    assert (
        "No benchmark warp. There are: attest, captures, channel-sync, checkout" in refused.stderr
    )


def test_an_unknown_evaluation_is_met_with_those_there_are():
    refused = serai("evaluate", "warp")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("No evaluation warp. There are: ")
    assert "search" in refused.stderr


@pytest.mark.django_db
def test_an_unknown_scope_is_met_with_those_there_are():
    refused = serai("key", "Till", "--scope", "stock:steal")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("No scope stock:steal. There are: shop, catalog:read, ")


@pytest.mark.django_db
def test_a_key_for_a_channel_that_is_not_there_says_how_to_make_it():
    refused = serai("key", "Till", "--scope", "shop", "--channel", "moon")
    assert refused.exit_code == 2
    assert "serai channel moon" in refused.stderr


@pytest.mark.parametrize("port", ["0", "65534", "-1", "web"])
def test_a_port_that_cannot_be_is_refused(port):
    assert serai("up", "--port", port).exit_code == 2


def test_the_mission_is_counted_for_programs():
    told = serai("mission", "--json")
    assert told.exit_code == 0
    [line] = told.stdout.splitlines()
    record = json.loads(line)
    assert record["works"] + record["partial"] + record["missing"] == record["total"]
    assert record["total"] == sum(len(group.rows) for group in mission())
    assert sum(group["total"] for group in record["groups"].values()) == record["total"]


def test_the_mission_is_a_table_for_people():
    told = serai("mission")
    assert told.exit_code == 0
    assert all(word in told.stdout for word in ("works", "partial", "missing"))


@pytest.mark.parametrize(
    ("line", "ratio", "ok"),
    [
        (Measurement("no bar", 5, "ms"), None, True),
        (Measurement("ratio reached", 30, "1/s", reference=100, bar=0.3), 0.3, True),
        (Measurement("ratio missed", 29, "1/s", reference=100, bar=0.3), 0.29, False),
        (Measurement("at most, kept", 20, "ms", reference=10, bar=2, at_most=True), 2, True),
        (Measurement("at most, broken", 21, "ms", reference=10, bar=2, at_most=True), 2.1, False),
        (Measurement("value kept", 15, "ms", bar=15, at_most=True), None, True),
        (Measurement("value broken", 15.1, "ms", bar=15, at_most=True), None, False),
        (Measurement("value reached", 100, "1/s", bar=100), None, True),
        (
            Measurement("on value", 9, "s", reference=1, bar=10, at_most=True, bar_on_value=True),
            9,
            True,
        ),
        (
            Measurement("on value, broken", 11, "s", 20, bar=10, at_most=True, bar_on_value=True),
            0.55,
            False,
        ),
        (Measurement("nothing to compare", 5, "1/s", reference=0, bar=4), None, True),
    ],
    ids=lambda value: value.name if isinstance(value, Measurement) else None,
)
@pytest.mark.parametrize("reference", ["floor", "baseline"])
def test_a_measurement_is_one_object_a_line(capsys, line, ratio, ok, reference):
    assert print_measurements([line], reference_name=reference, as_json=True) is ok
    [text] = capsys.readouterr().out.splitlines()
    told = json.loads(text)
    assert told["name"] == line.name
    assert told["value"] == line.value
    assert told["unit"] == line.unit
    assert told[reference] == line.reference
    assert told["ratio"] == (pytest.approx(ratio) if ratio is not None else None)
    assert told["bar"] == line.bar
    assert told["ok"] is ok


def test_one_missed_bar_among_many_is_told(capsys):
    lines = [Measurement("good", 1, "s"), Measurement("bad", 1, "1/s", bar=2)]
    assert not print_measurements(lines, reference_name="floor", as_json=True)
    assert not print_measurements(lines, reference_name="floor", as_json=False)
    assert "NO" in capsys.readouterr().out


BENCHMARK = """
from serai.config.measurement import Measurement

def measure():
    yield Measurement("half a floor", 5.0, "1/s", reference=10.0, bar={bar})
"""


def test_a_benchmark_that_misses_its_bar_ends_with_1(a_folder, monkeypatch):
    monkeypatch.syspath_prepend(str(a_folder))
    folder = a_folder / "measured_here"
    folder.mkdir()
    (folder / "half.py").write_text(BENCHMARK.format(bar=0.4))
    (folder / "too_slow.py").write_text(BENCHMARK.format(bar=0.6))

    reached = serai("bench", "half", "--json", "--folder", str(folder))
    assert reached.exit_code == 0
    assert json.loads(reached.stdout)["ok"] is True
    everything = serai("bench", "all", "--json", "--folder", str(folder))
    assert everything.exit_code == 1
    assert [json.loads(line)["ok"] for line in everything.stdout.splitlines()] == [True, False]


def test_a_benchmark_that_fails_is_told_and_the_next_one_is_measured(a_folder, monkeypatch):
    monkeypatch.syspath_prepend(str(a_folder))
    folder = a_folder / "partly_broken"
    folder.mkdir()
    (folder / "broken.py").write_text(
        BENCHMARK.format(bar=0.4) + "    raise RuntimeError('The server ended with 1.')\n"
    )
    (folder / "half.py").write_text(BENCHMARK.format(bar=0.4))

    told = serai("bench", "all", "--folder", str(folder))

    assert told.exit_code == 1
    assert told.stdout.count("half a floor") == 2  # what was measured before the failure counts
    assert "broken could not be measured to its end" in told.stderr
    assert "The server ended with 1." in told.stderr


@pytest.mark.django_db
def test_a_file_with_bad_rows_is_told_line_by_line_and_writes_nothing(a_folder):
    file = a_folder / "products.csv"
    file.write_text("sku,name,gtin\nGOOD,Milk,\n,Bread,\nTEA,Tea,123\n")

    refused = serai("import", "products", str(file))

    assert refused.exit_code == 1
    told = refused.stderr.splitlines()
    assert any(line.startswith("line 3, sku: ") for line in told), told
    assert any(line.startswith("line 4, gtin: ") for line in told), told
    assert "0 created, 0 updated, 0 unchanged, 2 errors." in refused.stdout
    assert Product.objects.count() == 0


@pytest.mark.django_db
def test_the_good_rows_are_taken_when_asked_for(a_folder):
    file = a_folder / "products.csv"
    file.write_text("sku,name\nGOOD,Milk\n,Bread\n")
    taken = serai("import", "products", str(file), "--skip-bad")
    assert taken.exit_code == 0, taken.output
    assert "1 created" in taken.stdout
    assert Product.objects.count() == 1


@pytest.mark.django_db
def test_an_import_without_a_file_says_what_to_write():
    refused = serai("import", "products")
    assert refused.exit_code == 2
    assert "serai import products FILE" in refused.stderr


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_a_sentence(a_folder):
    refused = serai("import", "products", str(a_folder / "none.csv"))
    assert refused.exit_code == 2
    assert "Invalid value" in refused.stderr
    assert "Traceback" not in refused.output


@pytest.mark.django_db
def test_a_file_of_another_kind_is_a_sentence(a_folder):
    file = a_folder / "products.docx"
    file.write_text("GOOD Milk")
    refused = serai("import", "products", str(file))
    assert refused.exit_code == 2
    assert "docx" in refused.stderr


@pytest.mark.django_db
def test_an_undisturbed_shop_agrees():
    stocked(a_variant("MILK").id, a_location(), 5)
    told = serai("check")
    assert told.exit_code == 0, told.output
    assert "Everything agrees." in told.stdout


@pytest.mark.django_db
def test_a_balance_that_disagrees_with_its_movements_is_named():
    variant, place = a_variant("MILK"), a_location()
    stocked(variant.id, place, 5)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inventory_balance SET on_hand = on_hand + 2")
    told = serai("check")
    assert told.exit_code == 1
    assert f"Stock of {variant.id} at {place.id}: 7 on hand but 5 moved" in told.stderr
    assert "Something disagrees." in told.stdout


@pytest.mark.django_db
def test_who_has_nothing_at_hand_for_the_second_step_is_let_in_again():
    ann, secret, then = User.objects.create_superuser("ann"), new_secret(), now()
    set_up_authenticator(ann.pk, secret, code_at(secret, step_of(then)), now=then)

    done = serai("staff", "reset-second-factor", "ann")
    again = serai("staff", "reset-second-factor", "ann")

    assert (done.exit_code, done.stdout) == (0, "ann signs in with the password alone.\n")
    assert again.stdout == "ann had none.\n"
    assert not has_factor(ann.pk)
    notes = [entry.change_message for entry in LogEntry.objects.filter(object_id=str(ann.pk))]
    assert notes == ["second factor reset from the command line"]


@pytest.mark.django_db
def test_nobodys_second_factor_is_not_reset():
    refused = serai("staff", "reset-second-factor", "nobody")
    assert (refused.exit_code, refused.stderr) == (2, "Nobody signs in as nobody.\n")
