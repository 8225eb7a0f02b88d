"""Where administrators put their own words in the place of a message's built-in ones."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Wording
from .wordings import WordingPanels


class WordingViewSet(ModelViewSet):
    """Administrators only: nobody else has the model's permissions."""

    model = Wording
    icon = "mail"
    menu_label = _("Words of messages")
    add_to_settings_menu = True
    list_display = ["kind", "language", "subject"]
    list_filter = ["language"]
    search_fields = ["kind", "subject", "body"]
    edit_handler = WordingPanels
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def wordings() -> WordingViewSet:
    return WordingViewSet()
