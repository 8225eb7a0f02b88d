"""What editors find in Wagtail's admin besides pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_passes_test
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from audit.deeds import register_deeds

from . import emails, followers_admin, journal_staff, responses_admin, staff, translation_admin
from .challenges_admin import ChallengeViewSet
from .forms import ConsentForm, ThemeBriefingForm
from .models import Consent, ThemeBriefing
from .statements_admin import StatementViewSet


class KeepersChooserViewSet(SnippetChooserViewSet):
    """Only those who keep such records may look through them."""

    def get_urlpatterns(self) -> list:
        patterns = super().get_urlpatterns()
        guard = user_passes_test(
            lambda user: user.has_perm(f"cms.view_{self.model._meta.model_name}")
        )
        for pattern in patterns:
            pattern.callback = guard(pattern.callback)
        return patterns


class ConsentViewSet(SnippetViewSet):
    """Consents to stories. They end by their own link or date, and are never deleted here."""

    model = Consent
    chooser_viewset_class = KeepersChooserViewSet
    icon = "user"
    menu_label = _("Consents")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["shown_name", "name", "given_on", "until", "withdrawn_at"]
    list_filter = ["until"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("email"), FieldPanel("language")], heading=_("Who")
            ),
            MultiFieldPanel(
                [
                    FieldPanel("uses"),
                    FieldPanel("shown_as"),
                    FieldPanel("shown_name"),
                    FieldPanel("shows_face"),
                ],
                heading=_("What they agreed to"),
            ),
            MultiFieldPanel(
                [FieldPanel("given_on"), FieldPanel("given_how"), FieldPanel("until")],
                heading=_("When"),
            ),
        ],
        base_form_class=ConsentForm,
    )

    def get_urlpatterns(self) -> list:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]

    def get_common_view_kwargs(self, **kwargs) -> dict:
        """The list and the form must not offer what has no address."""
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})


register_snippet(ConsentViewSet)


class ThemeBriefingViewSet(SnippetViewSet):
    """What the pages of a theme's calls say about it, in each language."""

    model = ThemeBriefing
    chooser_viewset_class = KeepersChooserViewSet
    icon = "doc-full"
    menu_label = _("Theme briefings")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["theme", "locale"]
    edit_handler = ObjectList(
        [FieldPanel("theme"), FieldPanel("body")], base_form_class=ThemeBriefingForm
    )


register_snippet(ThemeBriefingViewSet)


@hooks.register("before_delete_snippet")
def keep_consents(request: HttpRequest, instances: list) -> None:
    """Wagtail offers its bulk deletion to superusers whatever the view set says."""
    if any(isinstance(instance, Consent) for instance in instances):
        raise PermissionDenied


@hooks.register("after_create_snippet")
def send_private_link(request: HttpRequest, instance: object) -> None:
    if isinstance(instance, Consent):
        emails.send_private_link(instance)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path(
            "consents/",
            include(
                [
                    path("", staff.consents, name="cms_consents"),
                    path("removals/<int:pk>/", staff.removal, name="cms_removal"),
                    path("tasks/<int:pk>/", staff.hand_task_done, name="cms_hand_task_done"),
                    path("<int:pk>/withdraw/", staff.withdraw, name="cms_withdraw"),
                ]
            ),
        )
    ]


@hooks.register("register_admin_urls")
def journal_urls() -> list:
    return [
        path("journal/", journal_staff.entries, name="cms_journal"),
        path("journal/<uuid:public_id>/", journal_staff.entry, name="cms_journal_entry"),
    ]


class JournalMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.review_journal")


@hooks.register("register_admin_menu_item")
def journal_menu_item() -> MenuItem:
    return JournalMenuItem(
        _("Journal entries"), reverse("cms_journal"), name="journal", icon_name="edit", order=305
    )


class ConsentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.view_consent")


@hooks.register("register_admin_menu_item")
def consents_menu_item() -> MenuItem:
    return ConsentsMenuItem(
        _("Ending consents"),
        reverse("cms_consents"),
        name="consents-ending",
        icon_name="calendar-check",
        order=310,
    )


register_deeds(
    {
        "cms.give_consent": _("Consent given"),
        "cms.withdraw_consent": _("Consent taken back"),
        "cms.review_translation": _("Translation read"),
        "cms.mark_machine_made": _("Marked as made by a machine"),
        "cms.consent_ended": _("Consent ran out; taken down"),
        "cms.removal_done": _("Everything was seen to be gone"),
        "cms.removal_late": _("Something was not gone in a minute"),
        "cms.hand_task_done": _("Taken down by hand"),
        "cms.ask_to_show": _("Founder asked whether to show the project"),
        "cms.show_project": _("Project shown"),
        "cms.hide_project": _("Project hidden"),
        "cms.save_entry": _("Journal entry saved"),
        "cms.send_entry": _("Journal entry sent to the editor"),
        "cms.take_entry_back": _("Journal entry taken back"),
        "cms.ask_for_change": _("Change to a journal entry asked"),
        "cms.publish_entry": _("Journal entry published"),
        "cms.respond": _("Answered a need"),
        "cms.answered_response": _("Wrote back to somebody who answered a need"),
        "cms.closed_response": _("Closed an answer to a need"),
        "cms.forget_response": _("Deleted an old answer to a need"),
    }
)


@hooks.register("register_admin_urls")
def translation_urls() -> list:
    return [*translation_admin.urls, *responses_admin.urls, *followers_admin.urls]


@hooks.register("register_admin_menu_item")
def languages_item() -> MenuItem:
    return translation_admin.menu_item()


@hooks.register("register_admin_menu_item")
def responses_item() -> MenuItem:
    return responses_admin.menu_item()


@hooks.register("register_admin_menu_item")
def followers_item() -> MenuItem:
    return followers_admin.menu_item()


@hooks.register("register_admin_viewset")
def statements() -> StatementViewSet:
    return StatementViewSet()


@hooks.register("register_admin_viewset")
def challenges() -> ChallengeViewSet:
    return ChallengeViewSet()
