"""From the desk to the pitch day: a call whose judges read first hears only whom they chose."""

from django.db.models import Exists, OuterRef, Q

from applications.calls.models import Stage
from applications.journey.models import Application

from .models import Outcome, Shortlisting


def sent_on(application: Application) -> bool:
    """Whether it may pitch."""
    reads_first = application.call.uses(Stage.DESK_SCORING)
    chosen = Shortlisting.objects.filter(application=application, outcome=Outcome.SHORTLIST)
    return not reads_first or chosen.exists()


def may_pitch() -> Q:
    """Of applications: those that may."""
    chosen = Shortlisting.objects.filter(application=OuterRef("pk"), outcome=Outcome.SHORTLIST)
    return ~Q(call__stages__contains=[Stage.DESK_SCORING]) | Q(Exists(chosen))
