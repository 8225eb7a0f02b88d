"""A spoken answer in the scene's application, for the tables whose addresses open one."""

from django.utils import timezone

from applications.calls.models import QuestionSet
from applications.journey.answer_files import add_file
from applications.journey.models import Application
from files.actions import store
from files.kinds import SOUND
from files.models import StoredFile
from tests.factories.questions import question, section
from tests.factories.uploads import upload, wav

from .scene import Scene


def a_spoken_answer(scene: Scene) -> StoredFile:
    asks = QuestionSet(call=scene.call, version=9, body=[section("all", question("me", "spoken"))])
    asks.published_at = timezone.now()
    asks.save()
    Application.objects.filter(pk=scene.application.pk).update(question_set=asks)
    by = scene.application.applicant.user
    stored = store(upload(wav(), "me.wav"), by=by, allowed=SOUND)
    add_file(scene.application, key="me", stored=stored, by=by)
    return stored
