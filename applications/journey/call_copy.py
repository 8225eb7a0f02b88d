"""A copied call has the checklist of the old one."""

from accounts.models import User
from applications.calls.copying import copied_with_a_call
from applications.calls.models import Call

from .checklist import Line, write_checklist


@copied_with_a_call
def copy_checklist(call: Call, copy: Call, by: User) -> None:
    lines = [Line(0, item.text, item.required) for item in call.checklist.filter(retired_at=None)]
    if lines:
        write_checklist(copy, lines=lines, by=by)
