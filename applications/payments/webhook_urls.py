from django.urls import path

from . import webhook_views

urlpatterns = [path("stripe/", webhook_views.stripe_events, name="stripe_webhook")]
