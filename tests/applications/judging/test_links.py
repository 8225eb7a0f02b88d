"""A judge's own link: what opens it, what it opens, and what it never does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from applications.judging import actions
from applications.judging.links import path_of
from applications.judging.models import PanelLink, Round, Scorecard
from notifications.models import Message
from tests.factories.judging import (
    PanelLinkFactory,
    given,
    officer_of,
    panel_with,
    seat,
)

pytestmark = pytest.mark.django_db
PIN = "7391"


@pytest.fixture
def panel():
    return panel_with(pitches=2)


@pytest.fixture
def link(panel):
    return PanelLinkFactory(member=panel[2][0])


def come_in(link: PanelLink, pin: str = PIN) -> Client:
    client = Client()
    client.post(path_of(link), {"pin": pin})
    return client


def at_panel(link: PanelLink) -> str:
    return reverse("judging:panel", args=[link.member.round.public_id])


def test_a_judge_chooses_a_pin_comes_in_and_scores_without_a_password(panel, link):
    judging_round, _chair, _members, [entry, _other] = panel
    client = Client()
    first = client.get(path_of(link)).content.decode()
    assert "Choose a PIN" in first
    reply = client.post(path_of(link), {"pin": PIN}, follow=True)
    assert reply.redirect_chain == [(at_panel(link), 302)]
    page = reply.content.decode()
    assert (entry.application.title in page, "Sign out" in page, "/my/" in page) == (
        True, False, False,
    )  # fmt: skip
    where = reverse("judging:score", args=[judging_round.public_id, entry.application.public_id])
    marks = {f"c{key}": str(value) for key, value in given(judging_round, 4, 3).marks.items()}
    client.post(where, marks | {"version": "0", "do": "submit"})
    assert Scorecard.objects.get().judge == link.member.user


def test_looking_at_a_link_changes_nothing(link):
    for _look in range(2):
        assert Client().get(path_of(link)).status_code == 200
    link.refresh_from_db()
    assert (link.opened_at, link.pin) == (None, "")


def test_a_second_phone_needs_the_pin(link):
    come_in(link)
    other = come_in(link, "8264")
    assert other.get(at_panel(link)).status_code == 302
    assert come_in(link).get(at_panel(link)).status_code == 200


def test_the_judge_is_told_that_a_pin_was_chosen(link):
    come_in(link)
    [letter] = Message.objects.filter(kind="judging.pin_chosen")
    assert letter.to_email == link.member.user.person.email


def test_the_fifth_wrong_pin_ends_the_link_on_every_phone(link):
    inside = come_in(link)
    for _try in range(4):
        assert Client().post(path_of(link), {"pin": "8264"}).status_code == 200
    assert inside.get(at_panel(link)).status_code == 200
    assert Client().post(path_of(link), {"pin": "8264"}).status_code == 410
    assert Client().post(path_of(link), {"pin": PIN}).status_code == 410
    assert inside.get(at_panel(link)).status_code == 302


def test_a_right_pin_forgets_the_wrong_ones(link):
    come_in(link)
    for _round in range(2):
        for _try in range(4):
            Client().post(path_of(link), {"pin": "8264"})
        assert come_in(link).get(at_panel(link)).status_code == 200


@pytest.mark.parametrize("pin", ["1234", "0000", "12", "12345678", "abcd", ""])
def test_a_pin_that_anybody_would_try_is_not_taken(link, pin):
    assert Client().post(path_of(link), {"pin": pin}).status_code == 200
    link.refresh_from_db()
    assert link.opened_at is None


def test_an_altered_address_opens_nothing(link):
    token = path_of(link)
    for forged in (token[:-2] + "x/", reverse("judging:door", args=["abc"])):
        assert Client().get(forged).status_code == 410


def test_a_new_link_ends_the_one_before(panel, link):
    inside, officer = come_in(link), officer_of(panel[0])
    newer = actions.send_link(member=link.member, by=officer)
    assert inside.get(at_panel(link)).status_code == 302
    assert Client().get(path_of(link)).status_code == 410
    assert come_in(newer).get(at_panel(link)).status_code == 200
    [letter] = Message.objects.filter(kind="judging.link")
    assert path_of(newer) in letter.action_url


def test_a_revoked_link_opens_nothing_and_a_phone_inside_is_out(panel, link):
    inside = come_in(link)
    actions.revoke_link(member=link.member, by=officer_of(panel[0]))
    assert inside.get(at_panel(link)).status_code == 302
    assert Client().get(path_of(link)).status_code == 410


def test_a_link_ends_with_its_round(panel, link):
    inside, now = come_in(link), timezone.now()
    over = {"starts_at": now - timedelta(days=3), "ends_at": now - timedelta(days=2)}
    Round.objects.filter(pk=panel[0].pk).update(**over)
    assert inside.get(at_panel(link)).status_code == 302
    assert Client().get(path_of(link)).status_code == 410


def test_a_judge_who_was_switched_off_has_no_link(link):
    inside = come_in(link)
    link.member.user.is_active = False
    link.member.user.save()
    assert inside.get(at_panel(link)).status_code == 302


def test_the_invitation_carries_the_link(panel):
    member = actions.invite_to_panel(
        judging_round=panel[0], name="Ada", email="ada@example.org", chairs=False,
        by=officer_of(panel[0]),
    )  # fmt: skip
    [letter] = Message.objects.filter(kind="judging.invited")
    assert path_of(member.links.get()) in letter.action_url


def test_coming_in_by_a_link_signs_out_whoever_was_signed_in(link, sign_in):
    client = sign_in(seat(link.member.round).user)
    client.post(path_of(link), {"pin": PIN})
    assert client.get(reverse("my_page")).status_code == 302


def test_leaving_quickly_ends_it_on_this_phone(link):
    client = come_in(link)
    client.post(reverse("phone_leave"))
    assert client.get(at_panel(link)).status_code == 302


BY_LINK = {
    "panel", "terms", "conflicts", "score", "answer_file", "reopen", "picture", "ranking",
    "samples", "sample", "autosave", "undo", "second", "read",
}  # fmt: skip
"""The pages of a panel that a link opens. A page that is new is closed until it is named here."""


def test_a_link_opens_the_named_pages_and_no_other_address():
    def views(resolver, space=""):
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                yield from views(each, each.namespace or space)
            else:
                yield f"{space}:{each.name}", each.callback

    opened = {name for name, view in views(get_resolver()) if getattr(view, "by_link", False)}
    assert opened == {f"judging:{name}" for name in BY_LINK} | {"pitching_judge:follow"}


def test_elsewhere_and_on_another_panel_nobody_is_signed_in(panel, link):
    judging_round, chair, _members, [entry, _other] = panel
    other = panel_with(pitches=0)[0]
    other.members.create(user=chair.user)
    client = come_in(PanelLinkFactory(member=chair))
    one = [judging_round.public_id, entry.application.public_id]
    assert client.get(reverse("judging:panel", args=one[:1])).status_code == 200
    for path in (
        reverse("judging:panel", args=[other.public_id]),
        reverse("judging:panels"),
        reverse("judging:decide", args=one),
        reverse("judging:close", args=one[:1]),
        reverse("judging:judges", args=one[:1]),
        reverse("my_page"),
        reverse("profile"),
        "/admin/",
    ):
        assert client.get(path)["Location"].startswith("/sign-in/"), path
