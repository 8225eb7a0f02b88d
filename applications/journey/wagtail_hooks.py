"""What Wagtail's admin shows of applications."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from audit.deeds import register_deeds, register_screens

from . import admin_style, officer_urls, people_views
from .history import HAPPENED
from .pipeline import all_counts
from .states import State
from .workflow import MOVES

DEEDS = {
    "start": _("Began the application"),
    "rename": _("Changed name, strand or city"),
    "answer": _("Saved answers"),
    "copy": _("Copied answers from an earlier application"),
    "ask_for_time": _("Asked for more time"),
    "extend": _("Gave more time"),
    "refuse_time": _("Gave no more time"),
    "take_over": _("Took the new questions over"),
    "stay": _("Stayed with the older questions"),
    "note": _("Wrote a note"),
    "add_file": _("Added a file"),
    "remove_file": _("Took a file away"),
    "assign": _("Said who reads it"),
    "flag": _("Set or took the flag"),
    "plan": _("Decided; it counts in a few minutes"),
    "take_plan_back": _("Took the decision back in time"),
    "drop_plan": _("The planned decision did not fit any more"),
    "tick": _("Ticked the checklist"),
    "message": _("Wrote a message to the team"),
    "write_in": _("Said which language it is written in"),
    "translate": _("Translated an answer"),
    "ask_translator": _("Asked a translator of the programme"),
    "judge_translation": _("Said whether a translation is right"),
    "export": _("Took a list of applications away"),
    "not_duplicate": _("Said that it is no duplicate"),
    "help_ask": _("Asked somebody to help"),
    "help_accept": _("Said yes to helping"),
    "help_decline": _("Said no to helping"),
    "help_end": _("Ended the help"),
    "start_for": _("Began it for somebody without e-mail"),
    "renew_for": _("Helps longer somebody without e-mail"),
    "claim_code": _("Made a code for the person's sheet"),
    "claim": _("Took over the application with a code"),
    "team_name": _("Named somebody of the team"),
    "team_join": _("Said yes to applying together"),
    "team_leave": _("Left the team, or was taken off"),
    "hand_over": _("Said: ready for you"),
    "confirm": _("Confirmed what others typed"),
}


register_screens(
    {
        "pipeline.application": _("Application"),
        "pipeline.more_time": _("Request for more time"),
        "person": _("Person"),
        "messages": _("Messages"),
        "translations": _("Translations of answers"),
        "answer file": _("File of an answer"),
        "file of a message": _("File of a message"),
        "help": _("Answers, as a helper"),
    }
)
register_deeds({f"application.{move}": HAPPENED[f"application.{move}"] for move in MOVES})
register_deeds({f"application.{deed}": label for deed, label in DEEDS.items()})


register_deeds(
    {
        "call.checklist": _("Wrote the checklist"),
        "call.test": _("Began a test of the questions"),
        "call.finish_test": _("Finished a test of the questions"),
        "call.delete_test": _("Deleted a test of the questions"),
    }
)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("seedbed.css", admin_style.stylesheet, name="seedbed_admin_css"),
        path("pipeline/", include(officer_urls)),
        path(
            "people/without-sign-in/", people_views.without_sign_in, name="people_without_sign_in"
        ),
        path("people/<uuid:public_id>/", people_views.person, name="people_person"),
    ]


class OfficersItem(MenuItem):
    """A menu item for those who work on applications."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("journey.pipeline")


@hooks.register("register_admin_menu_item")
def pipeline_item() -> MenuItem:
    return OfficersItem(
        _("Pipeline"), reverse("pipeline:index"), name="pipeline", icon_name="list-ul", order=10
    )


class PlainMenuPanel(Component):
    """The menu as plain links, for the admin's home without scripts."""

    name = "plain_menu"
    order = 5
    template_name = "seedbed_admin/home_menu.html"

    def get_context_data(self, parent_context):
        return {"request": parent_context["request"]}


class PipelinePanel(Component):
    """How many applications wait in each state, on the officer's first screen."""

    name = "pipeline"
    order = 10
    template_name = "journey/admin/home_panel.html"

    def __init__(self, by_state: dict[str, int]) -> None:
        self.by_state = by_state

    def get_context_data(self, parent_context):
        index = reverse("pipeline:index")
        return {
            "total": sum(self.by_state.values()),
            "index": index,
            "counts": [
                {
                    "label": state.label,
                    "count": self.by_state[state],
                    "url": f"{index}?state={state}",
                }
                for state in State
                if state in self.by_state
            ],
        }


@hooks.register("construct_homepage_panels")
def home_panels(request, panels) -> None:
    panels.append(PlainMenuPanel())
    if request.user.has_perm("journey.pipeline"):
        panels.append(PipelinePanel(all_counts(request.user).by_state))
