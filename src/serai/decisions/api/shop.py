"""The shop: what came of what was shown."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.decisions.api.schemas import REFUSALS, OutcomesIn, OutcomesOut
from serai.decisions.domain.slot import OutcomeKind
from serai.decisions.usecases.record_outcomes import Reported, record_outcomes
from serai.kernel import clock
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.post("/outcomes", response={200: OutcomesOut, **REFUSALS}, operation_id="record_outcomes")
def post_outcomes(request: HttpRequest, body: OutcomesIn) -> HttpResponse:
    """Tell what came of up to 100 items that were shown, by their tokens."""
    reported = [Reported(one.token, OutcomeKind(one.kind)) for one in body.outcomes]
    return answer(record_outcomes(reported, now=clock.now()))
