"""“Where are we?”: a few bytes for every screen, one or two queries, 304 when nothing changed."""

from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.judging.models import PanelMember

from ..boards import judge_by, milliseconds, number_of, shown_to
from ..models import Stage


@require_safe
def stage_now(request: HttpRequest, key: UUID) -> HttpResponse:
    """A stage's counter and the server's time in milliseconds."""
    counter = Stage.objects.filter(key=key).values_list("counter", flat=True).first()
    if counter is None:
        raise Http404
    return _answer(request, str(counter))


@require_safe
def vote_now(request: HttpRequest, code: str) -> HttpResponse:
    """The same counter for the audience, who know the stage by its code."""
    counter = Stage.objects.filter(code=code).values_list("counter", flat=True).first()
    if counter is None:
        raise Http404
    return _answer(request, str(counter))


@require_safe
def judge_now(request: HttpRequest, token: str) -> HttpResponse:
    """The same for one judge: it changes only with what that judge may see."""
    try:
        member = judge_by(token)
    except (signing.BadSignature, PanelMember.DoesNotExist) as stranger:
        raise Http404 from stranger
    return _answer(request, number_of(shown_to(member).first()))


def _answer(request: HttpRequest, number: str) -> HttpResponse:
    tag = f'"{number}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = JsonResponse({"n": number, "t": milliseconds(timezone.now())})
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    return answer
