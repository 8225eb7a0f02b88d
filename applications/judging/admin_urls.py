from django.urls import path

from .views import officer, officer_assignment, officer_promises, officer_schedule, samples

app_name = "judging_admin"
urlpatterns = [
    path("", officer.index, name="index"),
    path("rubrics/new/", officer.rubric_new, name="rubric_new"),
    path("rubrics/<int:pk>/", officer.rubric, name="rubric"),
    path("rubrics/<int:pk>/copy/", officer.rubric_copy, name="rubric_copy"),
    path("terms/<int:pk>/", officer.terms, name="terms"),
    path("rounds/new/", officer.round_new, name="round_new"),
    path("rounds/<uuid:public_id>/", officer.round_page, name="round"),
    path("rounds/<uuid:public_id>/change/", officer.round_change, name="round_change"),
    path("rounds/<uuid:public_id>/promises/", officer_promises.promises, name="promises"),
    path("rounds/<uuid:public_id>/readers/", officer_assignment.readers, name="readers"),
    path("rounds/<uuid:public_id>/judges/<int:pk>/", officer_assignment.member, name="member"),
    path("rounds/<uuid:public_id>/samples/<int:position>/", samples.write, name="sample"),
    path("rounds/<uuid:public_id>/schedule/", officer_schedule.schedule, name="schedule"),
    path("rounds/<uuid:public_id>/order/", officer_schedule.running_order, name="running_order"),
]
