from django.urls import path

from . import receipt_views, views

app_name = "journey"
urlpatterns = [
    path("<uuid:public_id>/", views.status, name="status"),
    path("<uuid:public_id>/tasks/", views.tasks, name="tasks"),
    path("<uuid:public_id>/basics/", views.basics, name="basics"),
    path("<uuid:public_id>/section/<slug:key>/", views.section, name="section"),
    path("<uuid:public_id>/section/<slug:key>/autosave/", views.autosave, name="autosave"),
    path("<uuid:public_id>/files/<uuid:file_id>/", views.answer_file, name="answer_file"),
    path("<uuid:public_id>/check/", views.check, name="check"),
    path("<uuid:public_id>/more-time/", views.ask_for_time, name="ask_for_time"),
    path("<uuid:public_id>/copies/<int:number>/", receipt_views.copy, name="copy"),
    path("<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:public_id>/undo/", views.undo, name="undo"),
]
