"""Pictures of products, handed in as files."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.api.schemas import REFUSALS, Json, ProductOut, product_as_json
from serai.catalog.domain.pictures.address import KeptPicture
from serai.catalog.usecases.add_picture import AddPicture, add_picture
from serai.catalog.usecases.keep_picture import keep_picture
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
_WRITE = staff("catalog:write")
_FILE = {
    "requestBody": {
        "required": True,
        "description": "The file itself, at most 20 MB and 40 million pixels.",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("image/jpeg", "image/png", "image/webp")
        },
    }
}


class KeptPictureOut(Schema):
    """A picture that is kept in every size."""

    url: Annotated[
        str,
        Field(
            description="Name it among the `media` of products.",
            examples=["/media/0f1e2d3c4b5a69788796a5b4c3d2e1f0-1600x1200-320.jpg"],
        ),
    ]
    width: Annotated[int, Field(description="Pixels, upright.")]
    height: Annotated[int, Field(description="Pixels, upright.")]
    srcset: Annotated[str, Field(description="Its JPEG files with their widths.")]
    srcset_webp: Annotated[str, Field(description="Its WebP files with their widths.")]


class PictureWords(Schema):
    """What a picture shows, and which variant."""

    alt: Annotated[str, Field(max_length=300, description="Words for those who cannot see it.")] = (
        ""
    )
    sku: Annotated[
        str | None, Field(max_length=64, description="The variant that it shows alone.")
    ] = None


@router.post(
    "/pictures",
    auth=_WRITE,
    response={200: KeptPictureOut, 409: Problem, 503: Problem, **REFUSALS},
    operation_id="keep_picture",
    openapi_extra=_FILE,
)
def post_picture(request: HttpRequest) -> HttpResponse:
    """
    Keep a picture in every size, as WebP and JPEG; products name it by its `url`.

    What it is, is told by its content; place, time and whatever else a camera writes into it is left out.
    """
    key = idempotency_key(request, "keep_picture")
    kept = keep_picture(request.body)
    return answer(answer_once(key, lambda: _as_json(kept)))


@router.post(
    "/products/{product_id}/pictures",
    auth=_WRITE,
    response={200: ProductOut, 404: Problem, 409: Problem, 503: Problem, **REFUSALS},
    operation_id="add_picture",
    openapi_extra=_FILE,
)
def post_picture_of_product(
    request: HttpRequest, product_id: UUID, words: Query[PictureWords]
) -> HttpResponse:
    """Show a picture with a product, behind those that it has; the order is that of its `media`."""
    key = idempotency_key(request, "add_picture")
    kept = keep_picture(request.body)
    command = AddPicture(product_id, kept.address, alt=words.alt, sku=words.sku)
    return answer(answer_once(key, lambda: product_as_json(add_picture(command, now=clock.now()))))


def _as_json(kept: KeptPicture) -> Json:
    return {
        "url": kept.address,
        "width": kept.width,
        "height": kept.height,
        "srcset": kept.srcset("jpg"),
        "srcset_webp": kept.srcset("webp"),
    }
