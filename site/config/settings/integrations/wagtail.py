"""Wagtail: the admin that staff and editors work in."""

from config.environment import Environment

ENV = Environment()

WAGTAIL_SITE_NAME = "Seedbed"
WAGTAILADMIN_BASE_URL = ENV.base_url
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/sign-in/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link"]},
    }
}
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]  # what the intake draws anew
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.PaperForm"
WAGTAILDOCS_EXTENSIONS = ["docx", "odp", "ods", "odt", "pdf", "pptx", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search_backend"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
