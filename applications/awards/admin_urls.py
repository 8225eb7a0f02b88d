from django.urls import path

from . import admin_views

app_name = "awards_admin"
urlpatterns = [
    path("", admin_views.overview, name="overview"),
    path("issue/<uuid:public_id>/", admin_views.issue, name="issue"),
    path("<uuid:public_id>/", admin_views.award, name="award"),
    path("<uuid:public_id>/accept-report/", admin_views.accept_report, name="accept_report"),
    path(
        "<uuid:public_id>/send-report-back/", admin_views.send_report_back, name="send_report_back"
    ),
    path("<uuid:public_id>/complete/", admin_views.complete, name="complete"),
    path("<uuid:public_id>/end-early/", admin_views.end_early, name="end_early"),
]
