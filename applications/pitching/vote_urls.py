from django.urls import path

from .views import vote

urlpatterns = [path("<str:code>/", vote.vote, name="vote")]
