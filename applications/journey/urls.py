from django.urls import path

from . import (
    answer_views,
    assisted_views,
    earlier_views,
    helping_views,
    own_views,
    receipt_views,
    sending_views,
    team_views,
    thread_views,
    translation_views,
    version_views,
)

app_name = "journey"
urlpatterns = [
    path("<uuid:public_id>/", own_views.status, name="status"),
    path("<uuid:public_id>/tasks/", own_views.tasks, name="tasks"),
    path("<uuid:public_id>/basics/", own_views.basics, name="basics"),
    path("<uuid:public_id>/section/<slug:key>/", answer_views.section, name="section"),
    path("<uuid:public_id>/section/<slug:key>/autosave/", answer_views.autosave, name="autosave"),
    path("<uuid:public_id>/files/<uuid:file_id>/", answer_views.answer_file, name="answer_file"),
    path("<uuid:public_id>/check/", sending_views.check, name="check"),
    path("<uuid:public_id>/earlier/", earlier_views.use_earlier, name="earlier"),
    path("<uuid:public_id>/new-questions/", version_views.new_questions, name="new_questions"),
    path("<uuid:public_id>/more-time/", own_views.ask_for_time, name="ask_for_time"),
    path("<uuid:public_id>/copies/<int:number>/", receipt_views.copy, name="copy"),
    path("<uuid:public_id>/messages/", thread_views.own, name="messages"),
    path("<uuid:public_id>/translations/", translation_views.read, name="translations"),
    path("<uuid:public_id>/withdraw/", own_views.withdraw, name="withdraw"),
    path("<uuid:public_id>/undo/", own_views.undo, name="undo"),
    path("<uuid:public_id>/people/", helping_views.people, name="people"),
    path("<uuid:public_id>/people/helper/", helping_views.invite, name="invite_helper"),
    path("<uuid:public_id>/people/team/", team_views.name, name="name_co_applicant"),
    path("team/<uuid:public_id>/", team_views.asked, name="team"),
    path("team/<uuid:public_id>/off/", team_views.take_off, name="take_off_team"),
    path("<uuid:public_id>/ready/", helping_views.hand_over, name="hand_over"),
    path("help/<uuid:public_id>/", helping_views.help_asked, name="help"),
    path("help/<uuid:public_id>/end/", helping_views.end, name="end_help"),
    path("<uuid:public_id>/sheet/", assisted_views.sheet, name="sheet"),
    path("for-somebody/", assisted_views.for_somebody, name="for_somebody"),
]
