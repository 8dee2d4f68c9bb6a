"""Evidence, for staff to hand out."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.attest.api.schemas import EvidenceOut
from serai.attest.queries.evidence import evidence
from serai.plumbing.api import Problem, answer, staff

router = Router()


@router.get(
    "/evidence/{source}/{key}",
    response={200: EvidenceOut, 401: Problem, 403: Problem, 404: Problem, 429: Problem},
    auth=staff("log:read"),
    operation_id="evidence",
)
def get_evidence(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """A record, and what proves to anybody that it is in the log as it was."""
    return answer(evidence(source, key))
