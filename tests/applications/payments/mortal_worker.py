"""A worker that is killed on purpose: `kill -9` before the n-th line it runs in the payments room.

A process of its own, because a real SIGKILL takes everything with it. It loads Django once and
forks for each run, so that hundreds of deaths take seconds. Orders come as JSON lines on standard
input, each answered by one line: how the run ended ("killed" or "done").
"""

import importlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[3]
ROOM = str(ROOT / "applications" / "payments")
NAIVE = str(Path(__file__).with_name("naive.py"))
SDK = "/stripe/_http_client.py"


class Death:
    """Counts the lines run in the watched files, in whatever thread, and dies before the n-th."""

    def __init__(self, line: int, *, with_sdk: bool) -> None:
        self.left = line
        self.with_sdk = with_sdk

    def watch(self, frame: FrameType, event: str, argument: object):
        file = frame.f_code.co_filename
        mine = file.startswith(ROOM) or file == NAIVE or (self.with_sdk and file.endswith(SDK))
        return self.step if mine else None

    def step(self, frame: FrameType, event: str, argument: object):
        if event == "line":
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.step


def work() -> None:
    """Take every payments job from the queue, as `manage.py procrastinate worker` does."""
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(queues=["payments"], wait=False, install_signal_handlers=False)


def run(order: dict) -> None:
    from applications.payments import tasks
    from tests.applications.payments import naive

    if order["do"] == "sweep":
        tasks.sweep(0)
    if order.get("die_at"):
        death = Death(order["die_at"], with_sdk=order.get("with_sdk", False))
        threading.settrace(death.watch)
        sys.settrace(death.watch)
    if order["do"] == "naive":
        naive.send(order["pk"])
    else:
        work()


def in_a_child(order: dict) -> str:
    child = os.fork()
    if child == 0:
        try:
            run(order)
            os._exit(0)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed" if os.WTERMSIG(status) == signal.SIGKILL else "crashed"
    return "done" if os.WEXITSTATUS(status) == 0 else "crashed"


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django

    django.setup()
    for module in ("stripe", "tests.applications.payments.naive"):
        importlib.import_module(module)  # before the fork, so that no child pays for it
    print("ready", flush=True)
    for line in sys.stdin:
        print(in_a_child(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
