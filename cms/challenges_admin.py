"""Challenges in Wagtail's admin: named once, in every language, for all journals that read them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from accounts.models import User
from programmes.viewsets import ScopedViewSet

from .models import Challenge
from .statements_admin import programmes_of


def challenges_of(user: User) -> QuerySet[Challenge]:
    return Challenge.objects.filter(programme__in=programmes_of(user))


class ChallengeViewSet(ScopedViewSet):
    model = Challenge
    icon = "warning"
    menu_label = _("Challenges")
    menu_order = 306
    add_to_admin_menu = True
    list_display = ["name", "programme", "position"]
    choices = {"programme": programmes_of}
    reach = staticmethod(challenges_of)
    panels = [
        FieldPanel("programme"),
        FieldPanel("name"),
        FieldPanel("name_words"),
        FieldPanel("position"),
    ]
