"""A judge can't tell that an application they keep out of is there: not one byte differs.

Every address of the room has a row in PAGES, or is named in NOT_A_JUDGES. A new address without
either fails `test_every_address_has_a_row`. The same pages are looked at before and after a project
comes before the panel that this judge keeps out of and everybody else has scored.
"""

import re
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.judging import actions
from applications.judging.models import Conflict, Entry, PanelMember, Round
from applications.judging.urls import urlpatterns
from notifications.models import Message
from programmes.waiting import waiting_for
from tests.factories.judging import (
    PanelTermsFactory,
    SampleFactory,
    officer_of,
    panel_with,
    pitch,
    submit,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Page:
    """How an address is asked. `chair` looks instead of a judge; `locked` scores first."""

    about: str = "round"
    post: dict | None = None
    both: bool = False
    """It is looked at as well as posted to."""
    chair: bool = False
    locked: bool = False
    set_up: dict = field(default_factory=dict)


PAGES = {
    "panels": Page(about=""),
    "panel": Page(),
    "terms": Page(),
    "samples": Page(set_up={"calibrates": True}),
    "sample": Page(about="sample", set_up={"calibrates": True}),
    "conflicts": Page(),
    "score": Page(about="pitch"),
    "read": Page(about="part"),
    "autosave": Page(about="pitch", post={}),
    "undo": Page(about="pitch", post={}, both=True),
    "reopen": Page(about="pitch", post={}),
    "second": Page(about="pitch", set_up={"second": "ranks"}),
    "picture": Page(about="pitch"),
    "ranking": Page(),
    "judges": Page(chair=True, locked=True),
    "lock": Page(chair=True, post={}),
    "talked": Page(chair=True, post={}, set_up={"second": "ranks"}),
    "decide": Page(about="pitch", chair=True, locked=True),
    "feedback": Page(about="pitch", chair=True, locked=True),
    "choose_order": Page(chair=True, post={}),
    "walk": Page(chair=True, locked=True),
    "meeting": Page(chair=True, locked=True),
    "along_order": Page(chair=True, locked=True, post={}),
    "close": Page(chair=True, locked=True),
    "reserve_list": Page(chair=True, locked=True),
}
NOT_A_JUDGES = {
    "door": "leads to the panel, and says its name only",
    "mine": "an applicant's own",
    "calendar": "an applicant's own",
    "answer_file": "one file of one application",
    "decide_reserve": "one application that is in the reserve",
    "meet_condition": "an officer's",
    "pack": "an officer's, who does not sit on the panel",
    "record": "everybody's, once the round is decided",
}


def test_every_address_has_a_row():
    assert {each.name for each in urlpatterns} == PAGES.keys() | NOT_A_JUDGES.keys()


@dataclass
class Panel:
    """A panel, and what comes before it that one of its members keeps out of."""

    round: Round
    member: PanelMember
    others: list[PanelMember]
    entries: list[Entry]

    def hide(self, *, scored: bool = True) -> Entry:
        """A project that everybody else scores best of all; its judge keeps out of it."""
        entry = pitch(self.round, title="The hidden one")
        Conflict.objects.create(member=self.member, application=entry.application)
        for other in self.others if scored else ():
            submit(entry, other.user, 5, 5)
        return entry


def panel_of(*, chair: bool = False, set_up: dict | None = None) -> Panel:
    judging_round, head, judges, entries = panel_with(pitches=2, judges=3, **set_up or {})
    judging_round.quorum = 2
    judging_round.save()
    everybody = [head, *judges]
    for number, member in enumerate(everybody):
        for entry in entries:
            submit_now(entry, member, (number + entry.pk) % 5)
    member = head if chair else judges[0]
    return Panel(judging_round, member, [each for each in everybody if each != member], entries)


def submit_now(entry: Entry, member: PanelMember, mark: int) -> None:
    """Whatever comes before scoring is done."""
    PanelMember.objects.filter(pk=member.pk).update(calibrated_at=timezone.now())
    member.refresh_from_db()
    entry.round.__dict__.pop("_seats_by_user", None)
    submit(entry, member.user, mark, mark)


def without_tokens(content: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"|"saved": "[^"]+"', b"", content)


def ids(name: str, page: Page, panel: Panel) -> str:
    one = {
        "": [],
        "round": [panel.round.public_id],
        "sample": [panel.round.public_id, 1],
        "part": [panel.round.public_id, panel.entries[0].application.public_id, 1],
        "pitch": [panel.round.public_id, panel.entries[0].application.public_id],
    }[page.about]
    return reverse(f"judging:{name}", args=one)


def look(client: Client, path: str, post: dict | None) -> tuple[int, bytes, str]:
    """What comes, once after another request said what the one before left to say."""
    if post is None:
        reply = client.get(path)
        return reply.status_code, without_tokens(reply.content), reply.headers.get("Location", "")
    reply = client.post(path, post)
    said = client.get(reply.headers.get("Location", path)) if reply.status_code == 302 else reply
    return reply.status_code, without_tokens(said.content), reply.headers.get("Location", "")


def prepared(name: str, page: Page) -> Panel:
    panel = panel_of(chair=page.chair, set_up=page.set_up)
    if name == "terms":
        PanelTermsFactory(programme=panel.round.call.programme)
        others = PanelMember.objects.filter(pk__in=[each.pk for each in panel.others])
        others.update(terms_version=1, terms_accepted_at=timezone.now())
        panel.round.__dict__.pop("_seats_by_user", None)
    if name in ("sample", "samples"):
        for position in (1, 2):
            SampleFactory(round=panel.round, position=position)
        PanelMember.objects.filter(pk=panel.member.pk).update(calibrated_at=None)
    if name in ("autosave", "undo"):
        actions.reopen_scorecard(entry=panel.entries[0], by=panel.member.user)
    return panel


@pytest.mark.parametrize("name", PAGES)
def test_not_one_byte_tells_of_what_a_judge_keeps_out_of(name, sign_in):
    page = PAGES[name]
    panel = prepared(name, page)
    officer = officer_of(panel.round)

    def seen(*, hidden: bool) -> tuple:
        with transaction.atomic():
            if hidden:
                panel.hide()
            if name == "second":
                actions.open_second_marks(judging_round=panel.round, by=officer)
            if page.locked:
                actions.lock_scores(judging_round=panel.round, by=officer)
            client, path = sign_in(panel.member.user), ids(name, page, panel)
            found = look(client, path, None) if page.both else ()
            found += look(client, path, page.post)
            transaction.set_rollback(True)
        return found

    without = seen(hidden=False)
    assert seen(hidden=True) == without
    assert without[0] in (200, 302)


def test_the_hidden_project_itself_looks_like_an_address_that_was_never_there(sign_in):
    panel = panel_of()
    hidden = panel.hide()
    client = sign_in(panel.member.user)
    for name in ("score", "picture", "second", "autosave", "undo", "reopen"):
        replies = []
        for pitch_id in (hidden.application.public_id, "00000000-0000-4000-8000-000000000000"):
            path = reverse(f"judging:{name}", args=[panel.round.public_id, pitch_id])
            reply = client.post(path) if PAGES[name].post is not None else client.get(path)
            content = without_tokens(reply.content).replace(f"{pitch_id}".encode(), b"")
            replies.append((reply.status_code, content))
        assert replies[0] == replies[1], name
        assert replies[0][0] == 404, name


def test_what_waits_and_the_persons_own_page_are_the_same(sign_in):
    panel = panel_of()
    client = sign_in(panel.member.user)
    before = without_tokens(client.get(reverse("my_page")).content), waiting_for(panel.member.user)
    panel.hide()
    after = without_tokens(client.get(reverse("my_page")).content), waiting_for(panel.member.user)
    assert after == before


def letters_to(member: PanelMember) -> list[tuple]:
    sent = Message.objects.filter(to_email=member.user.person.email).order_by("kind", "pk")
    return [(each.kind, each.subject, each.paragraphs, each.action_url) for each in sent]


def test_letters_to_a_judge_are_the_same(sign_in):
    """The list of what to read, a new link: the same words with and without."""
    panel = panel_of()
    Round.objects.filter(pk=panel.round.pk).update(kind="desk", each=2)
    panel.round.refresh_from_db()
    officer = officer_of(panel.round)

    def told(*, hidden: bool) -> list[tuple]:
        with transaction.atomic():
            if hidden:
                panel.hide(scored=False)
            for entry in panel.entries:
                actions.fix_reader(application=entry.application, member=panel.member, by=officer)
            actions.tell_readers(judging_round=panel.round, by=officer)
            found = letters_to(panel.member)
            transaction.set_rollback(True)
        return found

    without = told(hidden=False)
    assert told(hidden=True) == without
    assert [kind for kind, *_words in without] == ["judging.your_list"]


def test_a_chair_who_may_not_lock_yet_is_not_told_of_what_they_keep_out_of(sign_in):
    panel = panel_of(chair=True)
    hidden = panel.hide(scored=False)
    page = sign_in(panel.member.user).post(
        reverse("judging:lock", args=[panel.round.public_id]), follow=True
    )
    text = page.content.decode()
    assert "Not all scorecards are in yet." in text
    assert (hidden.application.reference in text, "The hidden one" in text) == (False, False)
