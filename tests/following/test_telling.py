"""News reaches every follower once, however often the worker tries."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from following import actions, telling
from following.models import Follow, Notice
from following.telling import tell_batch
from notifications.letters import Letter
from notifications.models import Message
from tests.factories.following import make_follow

from .conftest import body

pytestmark = pytest.mark.django_db
TOPIC = "test:garden"
GROWN = Letter("test.grown", "{title} has grown", "It has grown by {metres}.", kept=False)


@pytest.fixture(autouse=True)
def known_letters(garden):
    cache.clear()


def tell(*topics: str, once: str = "grown-1") -> Notice | None:
    return actions.tell_followers(
        *(topics or [TOPIC]),
        letter=GROWN,
        once_key=once,
        values=lambda: {"metres": f"2 m ({get_language()})"},
        by=User.objects.system(),
    )


def work(notice: Notice) -> Notice:
    """Let the worker tell until nothing is left."""
    while not notice.finished_at:
        tell_batch(notice.pk)
        notice.refresh_from_db()
    return notice


def followers(count: int, **facts) -> None:
    Follow.objects.bulk_create(
        Follow(topic=TOPIC, email=f"{n:06}@example.org", language="en", purpose="News.", **facts)
        for n in range(count)
    )


def test_only_confirmed_followers_hear_the_news_in_their_language(garden, post):
    make_follow(email="no@example.org")
    make_follow(email="rosa@example.org", confirmed=True)
    make_follow(email="salma@example.org", language="ar", confirmed=True)
    work(tell())
    mails = post()
    assert [mail["X-Envelope-To"] for mail in mails] == ["rosa@example.org", "salma@example.org"]
    assert ["2 m (en)" in body(mails[0]), "2 m (ar)" in body(mails[1])] == [True, True]
    tokens = Follow.objects.confirmed().order_by("email").values_list("token", flat=True)
    stops = [f"/follow/{token}/stop/>" for token in tokens]
    assert [mail["List-Unsubscribe"][-len(stops[0]) :] for mail in mails] == stops


def test_news_is_told_once(garden, post):
    make_follow(confirmed=True)
    notice = tell()
    assert tell() is None
    for _ in range(3):
        tell_batch(notice.pk)
    assert len(post()) == 1
    assert work(notice).told == 1


def test_address_that_follows_two_topics_hears_it_once(garden, post):
    make_follow(confirmed=True)
    make_follow("test:all", confirmed=True)
    make_follow("test:all", email="omar@example.org", confirmed=True)
    assert work(tell(TOPIC, "test:all")).told == 2
    assert [mail["X-Envelope-To"] for mail in post()] == ["omar@example.org", "rosa@example.org"]


def test_worker_that_dies_in_between_leaves_nobody_out_and_tells_nobody_twice(monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 2)
    followers(5, confirmed_at="2026-01-01T00:00Z")
    notice = tell()
    tell_batch(notice.pk)
    with monkeypatch.context() as broken:
        broken.setattr(telling, "queue_many", None)
        with pytest.raises(TypeError):
            tell_batch(notice.pk)
    work(notice)
    told = Message.objects.order_by("pk").values_list("to_email", flat=True)
    assert list(told) == [f"{n:06}@example.org" for n in range(5)]
    assert (notice.told, notice.reached) == (5, "")


def test_letters_go_before_the_next_batch_and_after_everything_else(monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 2)
    followers(3, confirmed_at="2026-01-01T00:00Z")
    tell_batch(tell().pk)
    jobs = ProcrastinateJob.objects.order_by("pk").values_list("task_name", "priority")
    waiting = [(name.rpartition(".")[2], priority) for name, priority in jobs]
    assert waiting[-3:] == [("deliver", -10), ("deliver", -10), ("tell_next", -20)]


def test_batch_costs_the_same_for_one_and_three_followers():
    costs = []
    for number in (1, 3):
        Follow.objects.all().delete()
        followers(number, confirmed_at="2026-01-01T00:00Z")
        notice = tell(once=f"costs-{number}")
        with CaptureQueriesContext(connection) as queries:
            tell_batch(notice.pk)
        costs.append(len(queries))
    assert costs == [7, 7]


def test_news_of_what_is_gone_is_not_told(garden):
    del garden["garden"]
    assert tell() is None


def test_topic_with_news_on_the_way_keeps_its_followers(garden):
    make_follow(confirmed=True)
    notice = tell()
    del garden["garden"]
    assert actions.forget(by=User.objects.system()) == 0
    work(notice)
    assert actions.forget(by=User.objects.system()) == 1
