from django.urls import path

from . import views

app_name = "mentorships"
urlpatterns = [
    path("", views.my_mentees, name="my_mentees"),
    path("profile/", views.profile, name="profile"),
    path("mine/<uuid:public_id>/", views.mine, name="mine"),
    path("check-ins/<uuid:public_id>/confirm/", views.confirm, name="confirm"),
    path("actions/<int:pk>/done/", views.finish, name="finish"),
    path("<uuid:public_id>/", views.mentorship, name="mentorship"),
    path("<uuid:public_id>/check-in/", views.log, name="log"),
]
