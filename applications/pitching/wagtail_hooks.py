"""The words of the audit log for the pitch day."""

from django.utils.translation import gettext_lazy as _

from audit.deeds import register_deeds

register_deeds(
    {
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
        "pitching.take_back": _("Took the last press back"),
    }
)
