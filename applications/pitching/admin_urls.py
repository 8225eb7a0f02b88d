from django.urls import path

from .views import officer, order, paper, sheets

app_name = "pitching_admin"
urlpatterns = [
    path("<uuid:public_id>/day/", officer.day, name="day"),
    path("<uuid:public_id>/tickets/", officer.tickets, name="tickets"),
    path("<uuid:public_id>/order/<int:pk>/", order.order, name="order"),
    path("<uuid:public_id>/sheets/<slug:kind>/", sheets.sheet, name="sheet"),
    path("<uuid:public_id>/paper/", paper.index, name="paper"),
    path("<uuid:public_id>/paper/judges/<int:pk>.pdf", paper.pdf, name="paper_pdf"),
    path("<uuid:public_id>/paper/<slug:code>/", paper.card, name="paper_card"),
]
