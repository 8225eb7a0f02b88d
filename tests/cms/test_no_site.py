"""An installation whose public site is not built yet."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from cms.actions import build_site
from cms.models import LessonIndexPage
from tests.factories.programmes import ProgrammeFactory
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


def test_without_a_site_wagtails_welcome_page_is_gone(client):
    assert client.get("/").status_code == 404
    assert Page.objects.filter(depth__gt=1).count() == 0


def test_first_administrator_gets_in_and_begins_without_a_site(client):
    call_command("make_administrator", "ines@council.example", stdout=StringIO())
    inside = signed_in(User.objects.get(email="ines@council.example"))
    assert client.get("/sign-in/login/").status_code == 200
    for page in ("/my/", "/admin/", reverse("programme:add"), reverse("people")):
        assert inside.get(page).status_code == 200, page


def test_new_installation_gets_its_site(client):
    ProgrammeFactory(code="seeds")
    with pytest.raises(CommandError, match="There is no programme nothing"):
        call_command("make_site", "nothing")
    said = StringIO()
    call_command("make_site", "seeds", stdout=said)
    assert said.getvalue() == f"{settings.BASE_URL}/ Home\n"
    assert (client.get("/").status_code, client.get("/ar/calls/").status_code) == (200, 200)


def test_site_built_earlier_gets_what_it_lacks_and_keeps_the_rest():
    home = build_site(ProgrammeFactory(), by=User.objects.system())
    every = Page.objects.filter(depth__gt=1).count()
    for page in LessonIndexPage.objects.all():
        page.delete()
    Page.objects.get(slug="partners", locale__language_code="ar").delete()
    moved = Page.objects.get(slug="stories", locale__language_code="en")
    Page.objects.filter(pk=moved.pk).update(slug="people", live=False)
    said = StringIO()
    call_command("complete_site", stdout=said)
    call_command("complete_site", stdout=said)
    kinds = [line.split("/")[-2] for line in said.getvalue().splitlines()]
    assert set(kinds) == {"lessons", "partners"}
    assert Page.objects.child_of(home).filter(slug="lessons", live=True).count() == 1
    assert Page.objects.filter(depth__gt=1).count() == every


def test_list_made_again_finds_the_translations_that_were_left():
    home = build_site(ProgrammeFactory(), by=User.objects.system())
    every = set(Page.objects.values_list("url_path", flat=True))
    Page.objects.get(slug="lessons", locale=home.locale).delete()
    call_command("complete_site", stdout=StringIO())
    assert set(Page.objects.values_list("url_path", flat=True)) == every
    made = Page.objects.get(slug="lessons", locale=home.locale)
    assert made.get_translations().count() == len(settings.LANGUAGES) - 1


def test_without_a_site_nothing_can_be_completed():
    with pytest.raises(CommandError):
        call_command("complete_site")
