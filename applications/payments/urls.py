from django.urls import path

from . import views

app_name = "payments"
urlpatterns = [
    path("<uuid:public_id>/payments/", views.mine, name="mine"),
    path("<uuid:public_id>/payments/set-up/", views.set_up, name="set_up"),
]
