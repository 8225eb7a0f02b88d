"""A copied call has the courses that the old one has."""

from accounts.models import User
from applications.calls.copying import copied_with_a_call
from applications.calls.models import Call


@copied_with_a_call
def copy_courses(call: Call, copy: Call, by: User) -> None:
    """Courses that name no call are for every one: they need nothing."""
    copy.courses.add(*call.courses.filter(programme=copy.programme_id))
