"""A copied call has the newest rubric of the old one, free to be changed."""

from dataclasses import fields

from accounts.models import User
from applications.calls.copying import copied_with_a_call
from applications.calls.models import Call

from .actions.rubrics import Line, save_rubric


@copied_with_a_call
def copy_rubric(call: Call, copy: Call, by: User) -> None:
    newest = call.rubrics.order_by("-version").first()
    if newest is None or not by.has_perm("judging.keep_rubric", newest):
        return
    names = [each.name for each in fields(Line)]
    lines = [Line(*(getattr(each, name) for name in names)) for each in newest.criteria.all()]
    save_rubric(rubric=newest.copy_for(copy), lines=lines, by=by)
