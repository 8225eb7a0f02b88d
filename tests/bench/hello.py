"""Bare views behind the site's middleware: what the house's own pages are measured by."""

from django.contrib.auth.decorators import login_required
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from config.urls import urlpatterns as site


class BareRow(models.Model):
    """Made by the bench that needs it: `schema_editor.create_model(BareRow)`."""

    person = models.BigIntegerField()
    words = models.TextField()

    class Meta:
        app_label = "bench"


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


@require_POST
@login_required
def commit(request: HttpRequest) -> HttpResponse:
    """Commits one row with what was sent, for who is signed in."""
    with transaction.atomic():
        BareRow.objects.create(person=request.user.pk, words=request.POST["words"])
    return redirect("/hello/")


urlpatterns = [path("hello/", hello), path("commit/", commit), *site]
