from django.urls import path

from .views import applicant, chair, door, feedback, judge, meeting, samples, scoring, waiting_list

app_name = "judging"
urlpatterns = [
    path("", judge.panels, name="panels"),
    path("link/<str:token>/", door.door, name="door"),
    path("mine/<uuid:public_id>/", applicant.mine, name="mine"),
    path("mine/<uuid:public_id>/calendar/", applicant.calendar, name="calendar"),
    path("<uuid:public_id>/", judge.panel, name="panel"),
    path("<uuid:public_id>/terms/", judge.terms, name="terms"),
    path("<uuid:public_id>/samples/", samples.samples, name="samples"),
    path("<uuid:public_id>/samples/<int:position>/", samples.sample, name="sample"),
    path("<uuid:public_id>/whom-i-know/", judge.conflicts, name="conflicts"),
    path("<uuid:public_id>/pitches/<uuid:pitch_id>/", scoring.score, name="score"),
    path(
        "<uuid:public_id>/pitches/<uuid:pitch_id>/files/<uuid:file_id>/",
        judge.answer_file,
        name="answer_file",
    ),
    path("<uuid:public_id>/pitches/<uuid:pitch_id>/again/", scoring.reopen, name="reopen"),
    path("<uuid:public_id>/pitches/<uuid:pitch_id>/autosave/", scoring.autosave, name="autosave"),
    path("<uuid:public_id>/pitches/<uuid:pitch_id>/undo/", scoring.undo, name="undo"),
    path("<uuid:public_id>/pitches/<uuid:pitch_id>/second/", scoring.second, name="second"),
    path("<uuid:public_id>/pitches/<uuid:pitch_id>/panel/", judge.picture, name="picture"),
    path("<uuid:public_id>/ranking/", chair.ranking, name="ranking"),
    path("<uuid:public_id>/ranking/judges/", chair.judges, name="judges"),
    path("<uuid:public_id>/lock/", chair.lock, name="lock"),
    path("<uuid:public_id>/talked/", chair.talked, name="talked"),
    path("<uuid:public_id>/decide/<uuid:pitch_id>/", chair.decide, name="decide"),
    path("<uuid:public_id>/feedback/<uuid:pitch_id>/", feedback.feedback, name="feedback"),
    path("<uuid:public_id>/walk/", meeting.walk, name="walk"),
    path("<uuid:public_id>/meeting/", meeting.meeting, name="meeting"),
    path("<uuid:public_id>/meeting/rest/", meeting.along_order, name="along_order"),
    path("<uuid:public_id>/close/", chair.close, name="close"),
    path("<uuid:public_id>/reserve/", waiting_list.reserve_list, name="reserve_list"),
    path(
        "<uuid:public_id>/reserve/<uuid:pitch_id>/",
        waiting_list.decide_reserve,
        name="decide_reserve",
    ),
    path(
        "<uuid:public_id>/reserve/<uuid:pitch_id>/condition/",
        waiting_list.meet_condition,
        name="meet_condition",
    ),
]
