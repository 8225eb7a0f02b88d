from django.urls import path

from . import views

urlpatterns = [
    path("referrals/", views.mine, name="referrals"),
    path("referrals/new/", views.refer, name="refer"),
    path("referrals/<uuid:public_id>/stop/", views.stop, name="referral_stop"),
    path("referred/<str:token>/", views.referred, name="referred"),
    path("referred/<str:token>/start/", views.start, name="referred_start"),
]
