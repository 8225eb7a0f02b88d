"""The production server: the same import path as manage.py, the numbers from the environment."""

import os

pythonpath = "site"
wsgi_app = "config.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
max_requests = 5000
max_requests_jitter = 500
timeout = 60
preload_app = True
accesslog = None
control_socket_disable = True


def when_ready(server) -> None:
    """Everything is read once, by the parent: a process that takes the place of one that ended
    answers at once. A connection would be shared by all of them, so none is left open."""
    from django.db import connections
    from django.urls import reverse

    reverse("live")
    connections.close_all()
