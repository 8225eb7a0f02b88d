"""Applying, applications, and the officers' pipeline."""

from uuid import uuid4

from django.utils import timezone

from accounts.roles import Role
from applications.journey import thread, trials
from applications.journey.models import ExtensionRequest, Receipt
from files.actions import store
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.uploads import upload

from .files_of_answers import a_spoken_answer
from .scene import EVERYBODY, Scene
from .table_calls import a_draft_set
from .walk import CLOSED, FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

OFFICERS = "officer officer_other_city officer_elsewhere administrator"
HERE = "officer administrator"
CASEWORKERS = "caseworker caseworker_elsewhere"
REFUSED = {"officer": FORBIDDEN, "administrator": FORBIDDEN}
"""Officers know that the application exists; its own pages belong to the applicant."""


NOT_HELPING = REFUSED | {"applicant": FORBIDDEN, "co_applicant": FORBIDDEN}


def theirs(name: str, gets: str = OK, args=None, helper: str = NOT_FOUND, team="", **more) -> Row:
    """A page of the applicant's own; `helper` is what somebody they let in gets, and `team` who
    applies with them, if it is not the same."""
    refused = REFUSED | {"helper": helper, "co_applicant": team or helper}
    return Row(
        name, args=args or the_application, may="applicant", gets=gets, exceptions=refused, **more
    )


def the_application(scene: Scene) -> list:
    return [scene.application.public_id]


def the_person(scene: Scene) -> list:
    return [scene.application.applicant.public_id]


def a_section(scene: Scene) -> list:
    return [scene.application.public_id, "project"]


def another_section(scene: Scene) -> list:
    return [scene.application.public_id, "about_you"]


def a_file(scene: Scene) -> list:
    return [scene.application.public_id, a_spoken_answer(scene).public_id]


def a_sent_file(scene: Scene) -> list:
    """The applicant sent it with a message."""
    by = scene.application.applicant.user
    stored = store(upload(), by=by)
    files = [str(stored.public_id)]
    thread.write_message(scene.application, text="", files=files, by=by)
    return [scene.application.public_id, stored.public_id]


def a_late_draft(scene: Scene) -> list:
    """One whose applicant asks for more time."""
    draft = ApplicationFactory(call=scene.call, city=scene.application.city)
    ExtensionRequest.objects.create(application=draft, reason="Ill", asked_by=draft.applicant.user)
    return [draft.public_id]


def a_copy(scene: Scene) -> list:
    """Sent and made, without waiting for the worker."""
    Receipt.objects.get_or_create(
        application=scene.application,
        number=1,
        defaults={
            "language": "en",
            "next_words": "We read it.",
            "sent_by": scene.application.applicant.user,
            "file": "receipts/one.pdf",
            "size": 1,
            "sha256": "0",
            "made_at": timezone.now(),
        },
    )
    return [scene.application.public_id, 1]


def the_questions(scene: Scene) -> list:
    return [scene.call.question_sets.get(version=1).pk]


def a_test(scene: Scene) -> list:
    officer = user_with(Role.OFFICER, programme=scene.call.programme)
    return [trials.start(scene.call.current_question_set, by=officer).public_id]


def the_call(scene: Scene) -> list:
    return [scene.call.code]


def a_team(scene: Scene) -> list:
    return [scene.application.co_applicants.earliest("pk").public_id]


def an_invitation(scene: Scene) -> list:
    return [scene.application.helpers.earliest("pk").public_id]


def managed(name: str, args, gets: str = OK, **more) -> Row:
    """For who manages the call: an officer of all its cities."""
    elsewhere = dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND)
    return Row(name, args=args, may=HERE, gets=gets, others=FORBIDDEN, exceptions=elsewhere, **more)


ROWS = [
    Row("apply:call", args=the_call, may=EVERYBODY, anonymous=OK),
    Row("apply:check", args=the_call, may=EVERYBODY, anonymous=OK),
    Row("apply:check", args=the_call, may=EVERYBODY, anonymous=OK, post={}),
    Row("apply:start", args=the_call, may=EVERYBODY),
    theirs("journey:status", team=OK),
    theirs("journey:tasks", gets=REDIRECT, helper=OK),
    theirs("journey:basics", gets=REDIRECT),
    theirs("journey:section", gets=REDIRECT, args=a_section, helper=OK),
    theirs("journey:section", gets=REDIRECT, args=another_section, team=OK),
    theirs("journey:section", gets=REDIRECT, args=a_section, helper=OK, post={"need": "Other"}),
    theirs("journey:autosave", gets=CLOSED, args=a_section, helper=CLOSED, post={"need": "Other"}),
    Row("journey:answer_file", args=a_file, may=f"applicant co_applicant {HERE}"),
    theirs("journey:earlier", gets=REDIRECT),
    theirs("journey:earlier", gets=REDIRECT, post={}),
    theirs("journey:check"),
    theirs("journey:check", gets=REDIRECT, post={"seen": "submitted"}),
    theirs("journey:copy", gets=REDIRECT, args=a_copy),
    theirs("journey:messages"),
    theirs("journey:messages", post={"text": ""}),
    Row(
        "journey:message_file",
        args=a_sent_file,
        may=f"applicant {HERE}",
        gets=REDIRECT,
        others=NOT_FOUND,
    ),
    theirs("journey:translations"),
    theirs("journey:translations", gets=REDIRECT, post={"do": "all"}),
    Row("journey:translate", args=the_application, may="helper", exceptions=NOT_HELPING),
    Row(
        "journey:translate",
        args=the_application,
        may="helper",
        gets=OK,
        exceptions=NOT_HELPING,
        post={"translator": ""},
    ),
    theirs("journey:withdraw"),
    theirs("journey:withdraw", gets=REDIRECT, post={"seen": "submitted"}),
    theirs("journey:people", helper=FORBIDDEN),
    theirs("journey:invite_helper", gets=REDIRECT, helper=FORBIDDEN),
    theirs("journey:invite_helper", gets=REDIRECT, helper=FORBIDDEN, post={}),
    theirs("journey:name_co_applicant", gets=REDIRECT, helper=FORBIDDEN),
    Row("journey:team", args=a_team, may="co_applicant"),
    Row("journey:team", args=a_team, may="co_applicant", gets=REDIRECT, post={"say": "no"}),
    Row("journey:take_off_team", args=a_team, may="applicant", gets=REDIRECT, post={}),
    theirs("journey:hand_over", gets=FORBIDDEN, helper=REDIRECT, team=FORBIDDEN, post={}),
    theirs("journey:sheet", gets=FORBIDDEN, helper=FORBIDDEN),
    theirs("journey:sheet", gets=FORBIDDEN, helper=FORBIDDEN, post={}),
    Row("journey:renew_for", args=the_application, may="", others=NOT_FOUND),
    Row("journey:for_somebody", may=CASEWORKERS, others=FORBIDDEN),
    Row("apply:start_for", args=the_call, may=CASEWORKERS, others=FORBIDDEN),
    Row("claim", may=EVERYBODY, anonymous=OK),
    Row("claim", may=EVERYBODY, anonymous=OK, post={"code": "1"}),
    Row("journey:help", args=an_invitation, may="helper"),
    Row("journey:help", args=an_invitation, may="helper", gets=REDIRECT, post={"say": "yes"}),
    Row("journey:end_help", args=an_invitation, may="applicant helper", gets=REDIRECT, post={}),
    theirs("journey:undo", gets=REDIRECT, post={"seen": "withdrawn"}),
    Row("pipeline:index", may=OFFICERS, others=FORBIDDEN),
    Row("pipeline:unread", may=OFFICERS, others=FORBIDDEN),
    Row(
        "pipeline:messages",
        args=the_application,
        may=HERE,
        others=FORBIDDEN,
        exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
    ),
    Row("pipeline:translations", may=OFFICERS, others=FORBIDDEN),
    Row(
        "pipeline:translate",
        args=the_application,
        may=HERE,
        others=FORBIDDEN,
        exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
    ),
    Row(
        "pipeline:ask_translator",
        args=the_application,
        may=HERE,
        others=FORBIDDEN,
        exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
    ),
    Row("pipeline:many", may=OFFICERS, gets=REDIRECT, others=FORBIDDEN, post={}),
    Row("pipeline:csv", may=OFFICERS, others=FORBIDDEN),
    Row("pipeline:xlsx", may=OFFICERS, others=FORBIDDEN),
    Row("pipeline:batches", may=OFFICERS, others=FORBIDDEN),
    Row(
        "pipeline:undo",
        args=lambda scene: [uuid4()],
        may=OFFICERS,
        gets=NOT_FOUND,
        others=FORBIDDEN,
        post={},
    ),
    Row(
        "pipeline:checklist",
        args=lambda scene: [scene.call.public_id],
        may=HERE,
        others=FORBIDDEN,
        exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
    ),
    Row("pipeline:workload", may=OFFICERS, others=FORBIDDEN),
    Row("pipeline:share_out", may=OFFICERS, gets=REDIRECT, others=FORBIDDEN, post={}),
    Row("pipeline:take_next", may=OFFICERS, gets=REDIRECT, others=FORBIDDEN, post={}),
    Row("pipeline:filters", may=OFFICERS, others=FORBIDDEN),
    Row(
        "pipeline:forget_filter",
        args=lambda scene: [1],
        may=OFFICERS,
        gets=NOT_FOUND,
        others=FORBIDDEN,
        post={},
    ),
    Row("pipeline:extension", may=OFFICERS, others=FORBIDDEN),
    Row("pipeline:more_time", may=OFFICERS, others=FORBIDDEN),
    managed("pipeline:question_changes", args=a_draft_set),
    managed("pipeline:start_test", args=the_questions, gets=REDIRECT, post={}),
    managed("pipeline:delete_test", args=a_test, gets=REDIRECT, post={}),
    theirs("journey:new_questions", gets=REDIRECT),
    theirs("journey:ask_for_time", gets=REDIRECT),
    Row(
        "pipeline:answer_more_time",
        args=a_late_draft,
        may=HERE,
        others=FORBIDDEN,
        exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
    ),
    Row("people_without_sign_in", may=OFFICERS, others=FORBIDDEN),
]

for post in (None, {"display_name": "Other"}):
    ROWS.append(
        Row(
            "people_person",
            args=the_person,
            may=HERE if post is None else "",
            others=FORBIDDEN,
            exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
            post=post,
        )
    )

for post in (None, {"do": "eligible", "seen": "submitted"}):
    ROWS.append(
        Row(
            "pipeline:application",
            args=the_application,
            may=HERE,
            gets=OK if post is None else REDIRECT,
            others=FORBIDDEN,
            exceptions=dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND),
            post=post,
        )
    )
