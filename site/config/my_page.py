"""A person's first screen after sign-in: what waits for them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes.waiting import waiting_for


@require_safe
@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    return render(request, "my_page.html", {"waiting": waiting_for(request.user)})
