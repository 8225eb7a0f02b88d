from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="index"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<str:key>/", views.message, name="message"),
    path("inbox/<str:key>/files/<int:number>/", views.message_file, name="message_file"),
    path("inbox/<str:key>/html/", views.message_html, name="message_html"),
]
