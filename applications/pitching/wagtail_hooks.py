"""What Wagtail's admin shows of the pitch day."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from audit.deeds import register_deeds

from . import admin_urls

register_deeds(
    {
        "pitching.set_up": _("Set up a pitch day"),
        "pitching.renew_link": _("Gave the big screen a new link"),
        "pitching.make_tickets": _("Made tickets for the audience's vote"),
        "pitching.next_gap": _("Gave somebody who was late the next gap"),
        "pitching.write_question": _("Wrote down a question of the panel"),
        "pitching.make_cards": _("Made scorecards on paper"),
        "pitching.read_card": _("Typed in a scorecard on paper"),
        "pitching.count_card": _("Counted a scorecard that two people read on paper"),
        "pitching.call_up": _("Called somebody up"),
        "pitching.start": _("Began a pitch"),
        "pitching.pause": _("Paused the clock"),
        "pitching.resume": _("Let the clock go on"),
        "pitching.add_time": _("Gave more time"),
        "pitching.to_questions": _("Went on to the questions"),
        "pitching.end": _("Ended a pitch"),
        "pitching.mark_late": _("Wrote down that somebody is late"),
        "pitching.mark_absent": _("Wrote down that somebody did not come"),
        "pitching.bring_back": _("Let somebody wait for their turn again"),
        "pitching.keep_scores_open": _("Kept scoring open for longer"),
        "pitching.tell_late": _("Told everybody who waits that the day runs late"),
        "pitching.take_back": _("Took the last press back"),
    }
)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("pitch-days/", include(admin_urls))]
