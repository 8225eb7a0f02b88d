from django.urls import path

from .views import officer, order

app_name = "pitching_admin"
urlpatterns = [
    path("<uuid:public_id>/day/", officer.day, name="day"),
    path("<uuid:public_id>/tickets/", officer.tickets, name="tickets"),
    path("<uuid:public_id>/order/<int:pk>/", order.order, name="order"),
]
