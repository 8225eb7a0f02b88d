"""The audience's vote: one per phone and ticket, while the pitch is on stage, hidden until the
panel has locked."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.judging.models import Round
from applications.pitching import actions
from applications.pitching.models import Ballot, Turn
from applications.pitching.prize import favourites, standings
from applications.pitching.refusals import VoteClosed
from tests.factories.pitching import day_with, pitched, press
from tests.sessions import signed_in

VOTES = {"audience_votes": True}


def voting(turn: Turn) -> Turn:
    return Turn.objects.select_related("stage__round__day").get(pk=turn.pk)


def address(turn: Turn) -> str:
    return reverse("vote", args=[turn.stage.code])


@pytest.mark.django_db
class TestVoting:
    def test_opens_and_closes_with_the_pitch(self):
        _day, officer, [turn] = day_with(pitches=1, **VOTES)
        taken = []
        for verb in ("call_up", "start_pitch", "to_questions", "end_turn"):
            press(verb, turn, officer)
            with suppress(VoteClosed):
                actions.vote(turn=voting(turn), secret="a phone", stars=3)
                taken.append(verb)
        assert taken == ["start_pitch", "to_questions"]
        with pytest.raises(IntegrityError, match="vote is closed"), transaction.atomic():
            Ballot.objects.update(stars=5)

    def test_a_second_tap_changes_the_stars_and_adds_none(self):
        _day, officer, [turn] = day_with(pitches=1, **VOTES)
        press("start_pitch", turn, officer)
        phone, page = Client(), address(turn)
        phone.get(page)
        for stars in (2, 5):
            assert phone.post(page, {"turn": turn.pk, "stars": stars}).status_code == 302
        assert list(Ballot.objects.values_list("stars", flat=True)) == [5]

    def test_a_phone_without_cookies_is_not_counted(self):
        _day, officer, [turn] = day_with(pitches=1, **VOTES)
        press("start_pitch", turn, officer)
        answer = Client().post(address(turn), {"turn": turn.pk, "stars": 5})
        assert (answer.status_code, Ballot.objects.count()) == (409, 0)

    def test_many_new_phones_from_one_network_are_held_back_and_known_ones_are_not(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"vote_phone": "2/m/ip"}
        _day, officer, [turn] = day_with(pitches=1, **VOTES)
        press("start_pitch", turn, officer)
        page, phones = address(turn), [Client() for _number in range(4)]
        said = []
        for phone in (*phones, phones[0]):
            phone.get(page)
            said.append(phone.post(page, {"turn": turn.pk, "stars": 4}).status_code)
        assert (said, Ballot.objects.count()) == ([302, 302, 429, 429, 302], 2)

    def test_tickets_are_not_held_back(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"vote_phone": "1/m/ip"}
        day, officer, [turn] = day_with(pitches=1, needs_ticket=True, **VOTES)
        press("start_pitch", turn, officer)
        for ticket in actions.make_tickets(judging_round=day.round, number=3, by=officer):
            phone, page = Client(), address(turn)
            phone.get(page)
            phone.post(page, {"ticket": ticket.code})
            assert phone.post(page, {"turn": turn.pk, "stars": 4}).status_code == 302

    @pytest.mark.parametrize(("needs_ticket", "said"), [(True, "Each ticket"), (False, "applause")])
    def test_the_result_says_what_it_is_worth(self, needs_ticket, said):
        day, officer, [turn] = day_with(pitches=1, needs_ticket=needs_ticket, **VOTES)
        [ticket] = actions.make_tickets(judging_round=day.round, number=1, by=officer)
        press("start_pitch", turn, officer)
        with_it = {"ticket": ticket} if needs_ticket else {}
        actions.vote(turn=voting(turn), secret="a phone", stars=3, **with_it)
        press("end_turn", turn, officer)
        Round.objects.update(locked_at=timezone.now())
        admin = reverse("pitching_admin:day", args=[day.round.public_id])
        for page in (Client().get(address(turn)), signed_in(officer).get(admin)):
            assert said in page.content.decode()

    def test_the_officer_chooses_who_votes(self):
        day, officer, _turns = day_with(pitches=1, needs_ticket=True, **VOTES)
        client, page = signed_in(officer), reverse("pitching_admin:day", args=[day.round.public_id])
        form = client.get(page).context["form"]
        sent = {name: form[name].value() for name in form.fields}
        for answer in ("False", "True"):
            given = {**sent, "needs_ticket": answer, "do": "save"}
            client.post(page, {name: value for name, value in given.items() if value is not None})
            day.refresh_from_db()
            assert day.needs_ticket is (answer == "True")

    def test_a_ticket_votes_on_one_phone(self):
        day, officer, [turn] = day_with(pitches=1, needs_ticket=True, **VOTES)
        ticket, _other = actions.make_tickets(judging_round=day.round, number=2, by=officer)
        press("start_pitch", turn, officer)
        said = []
        for code in (ticket.code.lower(), ticket.code, "WRONG"):
            phone, page = Client(), address(turn)
            phone.get(page)
            phone.post(page, {"ticket": code})
            said.append(phone.post(page, {"turn": turn.pk, "stars": 4}).status_code)
        assert (said, Ballot.objects.count()) == ([302, 409, 409], 1)

    def test_tickets_that_were_printed_stay_valid(self):
        day, officer, _turns = day_with(pitches=0, **VOTES)
        first = actions.make_tickets(judging_round=day.round, number=3, by=officer)
        again = actions.make_tickets(judging_round=day.round, number=5, by=officer)
        assert (again[:3], len({each.code for each in again})) == (first, 5)

    def test_nothing_personal_is_kept(self):
        _day, officer, [turn] = day_with(pitches=1, **VOTES)
        press("start_pitch", turn, officer)
        actions.vote(turn=voting(turn), secret="a phone", stars=3)
        kept = {each.name for each in Ballot._meta.concrete_fields}
        assert kept == {"id", "turn", "device", "ticket", "stars", "cast_at"}
        assert len(Ballot.objects.get().device) == 64

    def test_nobody_sees_the_result_before_the_panel_has_locked(self):
        day, officer, [one, two] = day_with(pitches=2, **VOTES)
        for turn, stars in ((one, 2), (two, 5)):
            press("start_pitch", turn, officer)
            actions.vote(turn=voting(turn), secret="a phone", stars=stars)
            press("end_turn", turn, officer)
        pages = [address(one), reverse("pitching:stage", args=[one.stage.key])]
        staff = [
            reverse("pitching_admin:day", args=[day.round.public_id]),
            reverse("pitching:operate", args=[one.stage.key]),
        ]
        before = [Client().get(each) for each in pages] + [
            signed_in(officer).get(each) for each in staff
        ]
        assert [b"of 5 stars" in each.content for each in before] == [False] * 4
        assert standings(day.round) == []
        Round.objects.update(locked_at=timezone.now())
        day.round.refresh_from_db()
        assert [each.title for each in favourites(day.round)] == [two.slot.application.title]
        assert b"5.0 of 5 stars" in Client().get(address(one)).content

    def test_a_round_without_a_vote_has_no_page(self):
        _day, officer, [turn] = day_with(pitches=1)
        assert Client().get(address(turn)).status_code == 404
        pitched(turn, officer)
        with pytest.raises(VoteClosed):
            actions.vote(turn=voting(turn), secret="a phone", stars=3)


def test_one_ticket_on_eight_phones_at_once_counts_once(own_database):
    day, officer, [turn] = day_with(pitches=1, needs_ticket=True, **VOTES)
    [ticket] = actions.make_tickets(judging_round=day.round, number=1, by=officer)
    press("start_pitch", turn, officer)

    def tap(phone: int) -> bool:
        try:
            actions.vote(turn=voting(turn), secret=f"phone {phone}", stars=5, ticket=ticket)
            return True
        except VoteClosed:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert sorted(hands.map(tap, range(8))) == [False] * 7 + [True]
