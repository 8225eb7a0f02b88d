"""The last minute in small: real web processes, everybody at once."""

from . import rush


def test_everybody_who_presses_in_time_is_in_once_and_who_is_late_keeps_everything(
    own_database, tmp_path
):
    with rush.house_at_work(tmp_path, with_worker=False) as (port, inbox):
        call = rush.open_call()
        came = rush.rush(port, call, inbox, count=40, seconds=1, patience=0)
        late = rush.too_late(port, call)
    assert (came.came_in, late) == (True, True), came
