from django.urls import path

from .views import operator, screens

app_name = "pitching"
urlpatterns = [
    path("<uuid:key>/", screens.stage, name="stage"),
    path("<uuid:key>/run/", operator.operate, name="operate"),
]
