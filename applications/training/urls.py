from django.urls import path

from . import views

app_name = "training"
urlpatterns = [
    path("<uuid:public_id>/training/", views.training, name="training"),
    path("<uuid:public_id>/plan/", views.plan, name="plan"),
    path("<uuid:public_id>/plan/<int:version>/", views.plan_file, name="plan_file"),
]
