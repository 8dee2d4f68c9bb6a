"""The pictures of a product on its form: files that are added, and rows of those that it has."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminURLInputWidget,
)

from serai.catalog.queries.products import ProductView
from serai.catalog.usecases.add_picture import as_column
from serai.catalog.usecases.keep_picture import keep_picture
from serai.plumbing.back_office.form_fields import text_field
from serai.plumbing.back_office.form_rows import RowForm, RowsOf

MOST_AT_ONCE = 20


class _SeveralFiles(UnfoldAdminFileFieldWidget):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list["UploadedFile[bytes]"]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class NewPictures(forms.FileField):
    """Files of pictures, several at once."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label="new pictures",
            required=False,
            help_text="JPEG, PNG or WebP, up to 20 MB each. Where and when they were taken is left out.",
            widget=_SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            **more,
        )

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[bytes]"]:
        """Return the files that were chosen."""
        chosen = [one for one in data or () if one]
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(f"At most {MOST_AT_ONCE} at once.")
        return [super(NewPictures, self).clean(one, initial) for one in chosen]


class _Address(UnfoldAdminURLInputWidget):
    """An address with the picture that stands there."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the picture, if it is one of ours, and the field."""
        field: SafeString = super().render(name, value, attrs, renderer)
        if not str(value or "").startswith("/media/"):
            return field
        look = '<img src="{}" alt="" width="64" height="64" class="bo-thumb">{}'
        return format_html(look, value, field)


class WordsField(forms.CharField):
    """Words in several languages, one on each line: a language code, a colon, the words."""

    def clean(self, value: Any) -> dict[str, str]:
        """Return the words by language."""
        said: dict[str, str] = {}
        for line in filter(str.strip, super().clean(value).splitlines()):
            locale, colon, words = line.partition(":")
            if not colon or not locale.strip():
                raise forms.ValidationError("One language on a line, such as he: כד")
            said[locale.strip()] = words.strip()
        return said

    @staticmethod
    def shown(words: Mapping[str, str]) -> str:
        """Return the words as the field shows them."""
        return "\n".join(f"{locale}: {text}" for locale, text in sorted(words.items()))


class PictureRow(RowForm):
    """One picture."""

    place = forms.IntegerField(
        label="Place", min_value=1, widget=UnfoldAdminIntegerFieldWidget(attrs={"size": 4})
    )
    url = forms.CharField(label="Address", max_length=1000, widget=_Address)
    alt = text_field("What it shows", most=300)
    alts = WordsField(
        label="In other languages",
        max_length=4000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2, "dir": "auto"}),
    )
    says = ("url",)
    needs = ("url",)


PICTURES = RowsOf(
    "pictures",
    PictureRow,
    "Pictures",
    "The first place is shown in lists. Say what each shows for those who cannot see it, also in other"
    " languages, one on a line. A row without an address takes its picture off.",
    most=50,
)


def rows_of(product: ProductView) -> list[dict[str, Any]]:
    """Return the rows that a product has, in their places."""
    images = [each for each in product.media if each.kind == "image"]
    return [
        {"place": place, "url": each.url, "alt": each.alt, "alts": WordsField.shown(each.alts)}
        for place, each in enumerate(images, 1)
    ]


def with_new(typed: QueryDict, files: Iterable["UploadedFile[bytes]"]) -> QueryDict:
    """
    Keep files, and return what was typed with a row for each behind the others, unless it stands there already.

    Raises:
        BadPicture: one of them is none; those before it are kept and in no row.
        PicturesUnavailable: one of them cannot be kept now.
    """
    grown = typed.copy()
    names = [f"{PICTURES.name}-{name}" for name in PICTURES.row.base_fields]
    for file in files:
        address = keep_picture(file.read()).address
        if address in grown.getlist("pictures-url"):
            continue
        count = max(len(grown.getlist(name)) for name in names)
        for name in names:
            said = grown.getlist(name)
            grown.setlist(name, [*said, *[""] * (count - len(said)), ""])
        grown.setlist("pictures-url", [*grown.getlist("pictures-url")[:-1], address])
    return grown


def media_of(rows: list[dict[str, Any]], before: ProductView | None) -> list[dict[str, Any]]:
    """Return the pictures of rows in their places, those without one behind, and films and papers as they were."""
    skus = {each.url: each.sku for each in before.media} if before else {}
    others = [each for each in before.media if each.kind != "image"] if before else []
    ordered = sorted(rows, key=lambda row: row["place"] or len(rows) + 1)
    return [
        *(
            {
                "url": each["url"],
                "alt": each["alt"],
                "alts": each["alts"] or {},
                "sku": skus.get(each["url"]),
            }
            for each in ordered
        ),
        *map(as_column, others),
    ]
