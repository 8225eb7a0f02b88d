from django.urls import path

from . import (
    bulk_views,
    check_views,
    desk_views,
    export_views,
    more_time_views,
    officer_views,
    thread_views,
    translation_views,
    translator_views,
    trial_views,
    version_views,
)

app_name = "pipeline"
urlpatterns = [
    path("", officer_views.index, name="index"),
    path("extension/", more_time_views.extension, name="extension"),
    path("more-time/", more_time_views.index, name="more_time"),
    path("more-time/<uuid:public_id>/", more_time_views.answer, name="answer_more_time"),
    path("next/", desk_views.take_next, name="take_next"),
    path("workload/", desk_views.workload, name="workload"),
    path("workload/share-out/", desk_views.share_out, name="share_out"),
    path("filters/", desk_views.filters, name="filters"),
    path("filters/<int:pk>/forget/", desk_views.forget_filter, name="forget_filter"),
    path("many/", bulk_views.many, name="many"),
    path("batches/", bulk_views.batches, name="batches"),
    path("batches/<uuid:public_id>/undo/", bulk_views.undo, name="undo"),
    path("questions/<int:pk>/changes/", version_views.question_changes, name="question_changes"),
    path("questions/<int:pk>/test/", trial_views.start, name="start_test"),
    path("tests/<uuid:public_id>/delete/", trial_views.delete, name="delete_test"),
    path("checklist/<uuid:public_id>/", check_views.write, name="checklist"),
    path("export.csv", export_views.as_csv, name="csv"),
    path("export.xlsx", export_views.as_sheet, name="xlsx"),
    path("messages/", thread_views.unread, name="unread"),
    path("<uuid:public_id>/messages/", thread_views.handled, name="messages"),
    path("translations/", translation_views.waiting, name="translations"),
    path("<uuid:public_id>/translations/", translation_views.translate, name="translate"),
    path("<uuid:public_id>/ask-translator/", translator_views.ask, name="ask_translator"),
    path("<uuid:public_id>/", officer_views.application, name="application"),
]
