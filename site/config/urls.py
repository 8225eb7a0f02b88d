"""Every address. Pages people read carry their language; machines' addresses do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from applications.journey.claim_views import claim
from cms import serving, sitemap
from cms import views as cms_views

from . import health, kept_views, language_switch, my_page, views

# One door: Wagtail's own sign-in pages, which know no second step, lead to it too.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("robots.txt", cms_views.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.part, name="sitemap_part"),
    path("admin/login/", to_sign_in, name="sign_in_admin"),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("files/", include("files.urls")),
    path("media/<path:path>", views.media, name="media"),
    path("webhooks/", include("applications.payments.webhook_urls")),
    path("stage/", include("applications.pitching.machine_urls")),
]

if settings.DEMO_MODE or "demo" in settings.INSTALLED_APPS:
    urlpatterns += i18n_patterns(path("demo/", include("demo.urls")), prefix_default_language=False)

urlpatterns += i18n_patterns(
    path("sign-in/", to_sign_in, name="sign_in"),
    path("sign-in/signup/", to_sign_in, name="sign_up"),
    path("_util/login/", to_sign_in, name="sign_in_pages"),
    path("sign-in/logout/", views.sign_out, name="account_logout"),
    path("sign-in/", include("allauth.urls")),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("my/", my_page.my_page, name="my_page"),
    path("my/profile/", my_page.profile, name="profile"),
    path("my/no-passkey/", my_page.no_passkey, name="no_passkey"),
    path("my/language/", language_switch.choose, name="choose_language"),
    path("my/kept/", kept_views.kept, name="kept"),
    path("claim/", claim, name="claim"),
    path("apply/", include("applications.journey.apply_urls")),
    path("applications/", include("applications.journey.urls")),
    path("applications/", include("applications.training.urls")),
    path("applications/", include("applications.awards.urls")),
    path("applications/", include("applications.payments.urls")),
    path("", include("applications.referrals.urls")),
    path("", include("applications.reminders.urls")),
    path("judging/", include("applications.judging.urls")),
    path("judging/", include("applications.pitching.judge_urls")),
    path("vote/", include("applications.pitching.vote_urls")),
    path("stage/", include("applications.pitching.urls")),
    path("mentoring/", include("mentoring.mentorships.urls")),
    path("", include("phones.urls")),
    path("", include("following.urls")),
    path("", include("events.urls")),
    path("", include("cms.urls")),
    path("", include([each for each in wagtail_urls.urlpatterns if each.name != "wagtail_serve"])),
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
    prefix_default_language=False,
)
