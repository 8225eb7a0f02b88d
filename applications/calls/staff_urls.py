from django.urls import path

from . import staff, staff_copies

app_name = "calls"
urlpatterns = [
    path("", staff.index, name="index"),
    path("new/", staff.make, name="make"),
    path("<uuid:public_id>/", staff.call, name="call"),
    path("<uuid:public_id>/change/", staff.change, name="change"),
    path("<uuid:public_id>/summary/", staff_copies.summary_page, name="summary"),
    path("<uuid:public_id>/copy/", staff_copies.copy, name="copy"),
    path("<uuid:public_id>/questions/from/", staff_copies.questions_from, name="questions_from"),
    path("<uuid:public_id>/publish/", staff.publish, name="publish"),
    path("<uuid:public_id>/cancel/", staff.cancel, name="cancel"),
    path("<uuid:public_id>/eligibility/", staff.eligibility, name="eligibility"),
    path("<uuid:public_id>/questions/", staff.begin_questions, name="begin_questions"),
    path("questions/<int:pk>/", staff.questions, name="questions"),
    path("questions/<int:pk>/publish/", staff.publish_questions, name="publish_questions"),
    path("questions/<int:pk>/<slug:language>/", staff.translate, name="translate"),
]
