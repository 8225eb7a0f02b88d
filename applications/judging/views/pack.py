"""The decision pack, whole for the programme's officers and without names for everybody."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

import audit.record
from accounts.http import SignedInRequest

from ..models import Round
from ..pack import as_zip, files_of
from .common import round_of


@require_safe
@login_required
def pack(request: SignedInRequest, public_id: UUID) -> StreamingHttpResponse:
    """Everything, once the round is decided; that it was taken is written down."""
    judging_round = round_of(request, public_id)
    if not request.user.has_perm("judging.take_pack", judging_round):
        raise PermissionDenied
    with transaction.atomic():
        audit.record.record("judging.take_pack", judging_round, by=request.user)
    return _sent(judging_round, public=False)


@require_safe
def record(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """The public copy, where the round says that there is one. Not found otherwise."""
    shared = Round.objects.filter(shares_record=True, closed_at__isnull=False)
    found = get_object_or_404(shared.select_related("call", "rubric"), public_id=public_id)
    return _sent(found, public=True)


def _sent(judging_round: Round, *, public: bool) -> StreamingHttpResponse:
    name = "record" if public else "decision-pack"
    file = f"{name}-{judging_round.call.code}-{judging_round.pk}.zip"
    return StreamingHttpResponse(
        as_zip(files_of(judging_round, public=public)),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{file}"',
            "Cache-Control": "no-store" if public else "private, no-store",
        },
    )
