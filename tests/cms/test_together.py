"""Several small reads in one trip to the database give what each gives alone."""

from decimal import Decimal

import pytest
from django.db.models import Count, Max, Sum
from wagtail.models import Page

from applications.calls.models import Call
from cms.models import CallPage, StoryPage
from freshness import Part, Prepared, ahead, counted, depends, remember, together
from freshness.collecting import collecting
from programmes.models import City, Programme
from tests.factories.cms import make_call_page, make_story
from tests.factories.programmes import CityFactory

pytestmark = pytest.mark.django_db


def reads():
    """Every shape that our pages ask for."""
    return [
        City.objects.all(),
        Call.objects.select_related("programme__lead"),
        CallPage.objects.live().defer("body").select_related("locale", "call"),
        Page.objects.filter(title__contains="100%").values_list("title", "url_path"),
        StoryPage.objects.shown().order_by("-first_published_at")[:1],
        Programme.objects.annotate(places=Count("cities", distinct=True)),
        Call.objects.dates("opens_at", "year"),
        Call.objects.none(),
        Page.objects.filter(pk__in=[]),
        counted(Call.objects.filter(code="none"), number=Count("pk"), sum=Sum("pot_minor")),
        counted(Call.objects.all(), number=Count("pk"), last=Max("closes_at")),
    ]


def everything(row: object) -> object:
    """All that was read of a row, and of the records that came with it."""
    if not isinstance(row, (City, Call, CallPage, StoryPage, Programme)):
        return row
    own = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return own | {name: vars(each)["id"] for name, each in row._state.fields_cache.items()}


@pytest.fixture
def full(home):
    make_call_page(home, code="open", languages="en")
    make_story(slug="oven", languages="en")
    CityFactory(
        latitude=Decimal("52.4081"), longitude=Decimal("-1.5106"), name_words={"ar": "مدينة"}
    )
    Page.objects.filter(slug="oven").update(title="100% {ours}, it's “so”")


def test_reads_together_give_what_each_gives_alone(full, django_assert_num_queries):
    alone, joined = reads(), reads()
    with django_assert_num_queries(1):
        together(*joined)
        found = [[everything(row) for row in rows] for rows in joined]
    assert found == [[everything(row) for row in rows] for rows in alone]
    assert [bool(rows) for rows in found] == [True] * 7 + [False] * 2 + [True] * 2


def test_what_was_read_together_is_asked_anew_when_it_is_narrowed(full):
    calls = Call.objects.all()
    together(calls)
    assert (len(calls), list(calls.filter(code="another"))) == (1, [])


def page_and_home(pk: int, title: str):
    """What a page of the site asks for, and a second queryset beside it."""
    calls = CallPage.objects.live().select_related("call__programme", "locale")
    return calls.filter(pk=pk, title=title), Page.objects.filter(depth=2).order_by("pk")


@pytest.mark.parametrize("of_them", [slice(None), slice(1)], ids=["together", "alone"])
def test_prepared_read_gives_what_django_gives_for_each_value(
    home, of_them, django_assert_num_queries
):
    pages = [make_call_page(home, code=code, languages="en") for code in ("one", "two")]
    prepared = Prepared(lambda *values: page_and_home(*values)[of_them], 2_000_000_011, "stand-in")
    for page in pages:
        with django_assert_num_queries(1):
            found = [[everything(row) for row in rows] for rows in prepared(page.pk, page.title)]
        asked = page_and_home(page.pk, page.title)[of_them]
        assert found == [[everything(row) for row in rows] for rows in asked]
    assert prepared(pages[0].pk, "another title")[0] == []


def test_prepared_read_forgets_no_change_of_a_row(home):
    page = make_call_page(home, languages="en")
    prepared = Prepared(lambda pk: (Page.objects.filter(pk=pk),), 2_000_000_011)
    before = prepared(page.pk)
    Page.objects.filter(pk=page.pk).update(title="Another")
    assert [each.title for [each] in (before[0], prepared(page.pk)[0])] == [page.title, "Another"]


def test_nothing_to_read_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        together(Call.objects.none())


def parts():
    return [Part(("part", n), lambda: (City.objects.all(),), list) for n in range(3)]


def test_parts_are_read_in_one_trip_and_made_once_for_an_answer(django_assert_num_queries):
    with collecting(0, reads_only=True), django_assert_num_queries(1):
        ahead(*parts())
        ahead(*parts())
        assert [part.get() for part in parts()] == [[]] * 3


def test_answer_that_may_change_something_reads_again(django_assert_num_queries):
    with collecting(0), django_assert_num_queries(6):
        for _time in range(2):
            for part in parts():
                part.get()


def test_answer_depends_on_a_part_that_was_made_before():
    with collecting(0, reads_only=True) as answer:
        ahead(Part(("far",), lambda: (City.objects.all(),), lambda rows: depends("names")))
        assert answer.tags == set()
        remember(("far",), lambda: None)
        assert answer.tags == {"names"}
