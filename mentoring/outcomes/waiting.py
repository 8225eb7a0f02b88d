"""The door to a programme's figures, on an evaluator's or officer's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.waiting import Door, opens


@opens
def figures(user: User) -> list[Door]:
    if not user.has_perm("outcomes.read_figures"):
        return []
    about = _("What the programme reached, without names")
    return [Door(_("Figures"), reverse("figures_index"), about)]
