"""Names that staff write, shown in the reader's language."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.roles import Role
from applications.calls.models import Call
from applications.judging.actions.rubrics import Line, new_version, save_rubric
from applications.judging.models import Criterion
from programmes.models import City, Programme, Theme
from programmes.words import kept, worded
from tests.factories.calls import CallFactory
from tests.factories.judging import RubricFactory
from tests.factories.programmes import CityFactory, StrandFactory, ThemeFactory, user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


def test_a_name_is_shown_in_the_readers_language():
    city = CityFactory(name="Coventry", name_words={"ar": "كوفنتري"})
    with override("ar"):
        assert str(city) == "كوفنتري"
    with override("en"):
        assert str(city) == "Coventry"


def test_a_name_without_words_in_a_language_is_shown_in_the_first():
    city = CityFactory(name="Coventry", name_words={"fr": "Coventry-la-Belle"})
    with override("ar"):
        assert str(city) == "Coventry"


def test_a_dialect_reads_its_language():
    assert worded(CityFactory(name_words={"ar": "كوفنتري"}), "name", "ar-eg") == "كوفنتري"


def test_a_meaning_falls_back_mark_by_mark():
    criterion = Criterion(points={"0": "Weak", "5": "Good"}, points_words={"ar": {"5": "جيد"}})
    with override("ar"):
        assert criterion.meanings == [("0", "Weak"), ("5", "جيد")]


def test_names_keep_the_order_of_the_first_language():
    CityFactory(name="Zagreb", name_words={"ar": "أ"})
    CityFactory(name="Aleppo", name_words={"ar": "ي"})
    with override("ar"):
        assert [city.name for city in City.objects.all()] == ["Aleppo", "Zagreb"]


def test_words_cost_no_query(django_assert_num_queries):
    CityFactory.create_batch(3, name_words={"ar": "مدينة"})
    with override("ar"), django_assert_num_queries(1):
        assert [str(city) for city in City.objects.all()] == ["مدينة"] * 3


def test_the_database_fills_in_words_for_older_code():
    CityFactory(name="Coventry")
    City.objects.filter(name="Coventry").update(name_words={"ar": "كوفنتري"})
    column = City._meta.get_field("name_words")
    assert column.db_default.value == {}


def test_staff_write_a_city_in_each_language():
    admin = signed_in(user_with(Role.ADMINISTRATOR))
    typed = {"name": "Leeds", "name_words_ar": "ليدز", "slug": "leeds"}
    assert admin.post(reverse("city:add"), typed).status_code == 302
    assert City.objects.get().name_words == {"ar": "ليدز"}


def test_each_language_has_a_labelled_input_in_its_direction():
    admin = signed_in(user_with(Role.ADMINISTRATOR))
    page = admin.get(reverse("city:add")).content.decode()
    assert page.count('<label for="id_name_words_0" lang="ar">العربية</label>') == 1
    assert page.count('lang="ar" dir="rtl" id="id_name_words_0"') == 1


def test_an_empty_input_takes_the_words_away():
    theme = ThemeFactory(name_words={"ar": "السكن"}, description_words={"ar": "بيت"})
    typed = {"name": theme.name, "slug": theme.slug}
    typed |= {"name_words_ar": "", "description_words_ar": "بيت آمن"}
    signed_in(user_with(Role.ADMINISTRATOR)).post(reverse("theme:edit", args=[theme.pk]), typed)
    theme = Theme.objects.get()
    assert (theme.name_words, theme.description_words) == ({}, {"ar": "بيت آمن"})


def test_words_of_a_language_not_offered_now_are_kept():
    city = CityFactory(name_words={"ar": "قديم", "so": "Magaalo"})
    typed = {"name": city.name, "slug": city.slug, "name_words_ar": "جديد"}
    signed_in(user_with(Role.ADMINISTRATOR)).post(reverse("city:edit", args=[city.pk]), typed)
    assert City.objects.get().name_words == {"so": "Magaalo", "ar": "جديد"}
    assert kept({"so": "x"}, {}) == {"so": "x"}


def test_a_name_in_another_language_keeps_to_the_length_of_the_first():
    admin = signed_in(user_with(Role.ADMINISTRATOR))
    typed = {"name": "Leeds", "name_words_ar": "ا" * 81, "slug": "leeds"}
    assert admin.post(reverse("city:add"), typed).status_code == 200
    assert City.objects.count() == 0


def test_an_officer_changes_the_title_of_a_call_in_each_language():
    call = CallFactory(title="Autumn", title_words={"so": "Dayr"}, published_at=None)
    call.strands.add(StrandFactory(programme=call.programme))
    call.programme.cities.add(*call.cities.all())
    officer = signed_in(user_with(Role.OFFICER, programme=call.programme))
    address = reverse("calls:change", args=[call.public_id])
    form = officer.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields if name != "title_words"}
    typed = {name: value for name, value in typed.items() if value is not None}
    answer = officer.post(address, typed | {"title_words_ar": "الخريف"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert Call.objects.get().title_words == {"so": "Dayr", "ar": "الخريف"}


def test_a_new_version_of_a_rubric_keeps_every_language():
    rubric = RubricFactory()
    officer = user_with(Role.OFFICER, programme=rubric.call.programme)
    line = Line(
        "Need", name_words={"ar": "الحاجة"}, points={"5": "Good"}, points_words={"ar": {"5": "جيد"}}
    )
    save_rubric(rubric=rubric, lines=[line], by=officer)
    copy = new_version(rubric=rubric, by=officer)
    criterion = copy.criteria.get()
    assert (criterion.name_words, criterion.points_words) == (line.name_words, line.points_words)


def test_a_programme_shows_its_name_in_the_readers_language():
    programme = Programme(name="Open doors", name_words={"ar": "أبواب مفتوحة"})
    with override("ar"):
        assert str(programme) == "أبواب مفتوحة"
