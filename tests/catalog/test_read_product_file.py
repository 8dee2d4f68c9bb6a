"""Product files."""

import io
import json

import polars as pl
import pytest
from factories.catalog import NOW, a_channel
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.public import (
    RowError,
    UnknownFileFormat,
    define_attributes,
    import_product_file,
    product,
    variants_of_skus,
)
from serai.catalog.usecases.read_product_file import FileFormat, read_product_file


def read(content, format_=FileFormat.CSV):
    content = content if isinstance(content, bytes) else content.encode()
    return list(read_product_file(io.BytesIO(content), format_))


def errors(rows):
    return [row.error for row in rows if row.error]


def test_a_flat_csv_becomes_nested_rows():
    [row] = read(
        "\ufeffsku;name;name.he;attributes.fat;channels;media;active\n"
        "M1;Milk;חלב;3.5;web | till;/a.jpg|/b.jpg;\n"
    )

    assert (row.line, row.values) == (
        2,
        {
            "sku": "M1",
            "name": "Milk",
            "translations": {"he": {"name": "חלב"}},
            "attributes": {"fat": "3.5"},
            "channels": ["web", "till"],
            "media": ["/a.jpg", "/b.jpg"],
        },
    )


def test_lines_are_those_of_the_file_also_after_a_line_break_in_quotes():
    rows = read('sku,name\nA,"one\ntwo"\n\nB,"He said ""no"""\n')

    assert [(row.line, row.values["name"]) for row in rows] == [
        (2, "one\ntwo"),
        (5, 'He said "no"'),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("name,brand", [("sku", "Every file needs the column sku.")]),
        ("sku,Titel", [("Titel", "There is no such column")]),
        ("sku,brands", [("brands", "There is no such column; is brand meant?")]),
        ("sku,name,name", [("name", "This column stands here twice.")]),
        ("", [("sku", "Every file needs the column sku.")]),
        ("sku,colour.he", [("colour.he", "There is no such column")]),
    ],
)
def test_a_wrong_header_is_the_only_error(header, expected):
    found = errors(read(f"{header}\nA,B,C\n"))

    assert [(error.line, error.field) for error in found] == [(1, field) for field, _ in expected]
    assert all(
        error.reason.startswith(text) for error, (_, text) in zip(found, expected, strict=True)
    )


def test_a_line_with_too_few_cells_is_an_error_of_that_line():
    rows = read("sku,name\nA,B\nC\nD,E\n")

    assert errors(rows) == [RowError(3, "", "This line has 1 cells, the header has 2.")]
    assert len(rows) == 3


@pytest.mark.parametrize("text", ["[1]", "{", '"a"', "{'sku': 1}", '{"a":' * 2000])
def test_a_json_line_that_is_no_object_is_an_error_of_that_line(text):
    rows = read(f'{{"sku": "A"}}\n\n{text}\n{{"sku": "B"}}', FileFormat.JSON_LINES)

    assert [row.line for row in rows] == [1, 3, 4]
    assert [error.line for error in errors(rows)] == [3]


def test_invalid_utf_8_in_a_json_line_is_an_error_of_that_line():
    rows = read(b'{"sku": "A", "name": "\xff"}\n{"sku": "B"}', FileFormat.JSON_LINES)

    assert [error.line for error in errors(rows)] == [1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_as_a_spreadsheet_saves_it(encoding):
    [row] = read("sku\tname\nA\tЧай\n".encode(encoding))

    assert (row.values, row.error) == ({"sku": "A", "name": "Чай"}, None)


def test_what_is_not_parquet_is_one_error():
    assert errors(read(b"sku,name\nA,B\n", FileFormat.PARQUET)) == [
        RowError(1, "", "Not readable as Parquet.")
    ]


@given(st.binary(max_size=400), st.sampled_from(list(FileFormat)))
def test_any_bytes_give_rows_or_errors(content, format_):
    for row in read(content, format_):
        assert row.line >= 1


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_the_same_products_come_from_every_kind_of_file(tmp_path, suffix):
    a_channel()
    define_attributes([{"code": "fat", "kind": "number", "unit": "%"}])
    rows = [
        {"sku": "M1", "name": "Milk", "weight_g": 1000, "attributes.fat": 3.5, "channels": "web"},
        {"sku": "M2", "name": "Kefir", "weight_g": None, "attributes.fat": None, "channels": None},
    ]
    path = tmp_path / f"dairy.{suffix}"
    if suffix == "csv":
        pl.DataFrame(rows).write_csv(path)
    elif suffix == "parquet":
        pl.DataFrame(rows).write_parquet(path)
    else:
        lines = [
            {"sku": "M1", "name": "Milk", "weight_g": 1000, "attributes": {"fat": 3.5},
             "channels": ["web"]},
            {"sku": "M2", "name": "Kefir"},
        ]  # fmt: skip
        path.write_text("\n".join(map(json.dumps, lines)))

    report = import_product_file(path, now=NOW)

    assert (report.created, report.errors) == (2, ())
    found = variants_of_skus(["M1", "M2"])
    milk = product(found["M1"].product_id)
    assert (milk.attributes, milk.channels, milk.source) == (
        {"fat": 3.5}, ("web",), {"from": path.name},
    )  # fmt: skip
    assert (found["M1"].weight_g, found["M2"].weight_g, found["M2"].channels) == (1000, None, ())


@pytest.mark.django_db
def test_hostile_cells_are_errors_of_their_lines(tmp_path):
    path = tmp_path / "hostile.csv"
    path.write_bytes(
        b"sku,name\nA,ok\nB,\xff\xfe\nC," + b"x" * 1_048_576 + b"\nD,a\x00b\nE,\xed\xa0\x80\n"
    )

    report = import_product_file(path, now=NOW)

    assert report.errors == (
        RowError(3, "name", "Not valid UTF-8."),
        RowError(4, "name", "At most 300 characters; this has 1,048,576."),
        RowError(5, "name", "Control characters do not belong here."),
        RowError(6, "name", "Not valid UTF-8."),
    )
    assert variants_of_skus(["A"]) == {}


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(UnknownFileFormat):
        import_product_file(tmp_path / "products.xlsx", now=NOW)
