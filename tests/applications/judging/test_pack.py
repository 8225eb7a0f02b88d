"""The decision pack makes the decision again, says what was altered, and hides who is public."""

import io
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.urls import reverse

import audit.record
from applications.judging import actions
from applications.judging.models import Conflict, Round
from applications.judging.pack.script import script
from tests.factories.judging import close, officer_of, panel_with, score_all, verdict

pytestmark = pytest.mark.django_db
NOT_PUBLIC = {"exclusions.csv", "comments.csv", "applications.csv", "minutes.txt", "confirmed.json"}


@pytest.fixture
def decided():
    """Three projects, one conflict, minutes, and a decision each."""
    judging_round, chair, members, entries = panel_with(
        pitches=3, judges=3, shares_record=True, rubric__pass_mark=3.5
    )
    judging_round.rubric.criteria.filter(position=1).update(pass_mark=4)
    score_all(judging_round, chair, members, entries)
    Conflict.objects.create(member=members[0], application=entries[2].application)
    actions.keep_minutes(
        judging_round=judging_round, present=members, minutes="We agreed.", by=chair.user, seen=0
    )
    for entry, outcome in zip(entries, ("award", "reserve", "not_funded"), strict=True):
        actions.draft_decision(entry=entry, verdict=verdict(outcome), by=chair.user)
    close(judging_round, chair.user)
    return Round.objects.get(pk=judging_round.pk)


def unpacked(reply, folder: Path) -> Path:
    with ZipFile(io.BytesIO(b"".join(reply.streaming_content))) as archive:
        archive.extractall(folder)
    return folder


def recomputed(folder: Path) -> tuple[int, str]:
    """What the script says, with nothing but the pack and numpy."""
    done = subprocess.run(
        [sys.executable, "-I", "recompute.py"], cwd=folder, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def taken(decided, sign_in, tmp_path):
    client = sign_in(officer_of(decided))
    return unpacked(client.get(reverse("judging:pack", args=[decided.public_id])), tmp_path)


def test_the_pack_alone_makes_the_same_ranking_and_walk(taken, decided):
    assert recomputed(taken) == (0, "same\n")
    assert "judging.take_pack" in [each.action for each in audit.record.history(decided)]
    assert "We agreed." in (taken / "minutes.txt").read_text()


def test_a_pack_that_was_tampered_with_says_where(taken):
    marks = (taken / "marks.csv").read_text()
    (taken / "marks.csv").write_text(marks.replace(",5,yes", ",0,yes"))
    code, said = recomputed(taken)
    assert code == 1
    assert "marks.csv: altered since it was packed" in said
    assert "ranking.json" in said


def test_a_pack_with_other_pass_marks_says_where(taken):
    walked = json.loads((taken / "walk.json").read_text())
    assert [len(step["below"]) for step in walked["steps"]] == [0, 0, 2]
    facts = json.loads((taken / "round.json").read_text())
    facts["rubric"]["pass_mark"] = 4.5
    (taken / "round.json").write_text(json.dumps(facts))
    code, said = recomputed(taken)
    assert (code, said.count("it misses other pass marks")) == (1, 1)


def test_another_decision_breaks_the_seal(taken):
    confirmed = json.loads((taken / "confirmed.json").read_text())
    confirmed["minutes"] = "We did not agree."
    (taken / "confirmed.json").write_text(json.dumps(confirmed))
    assert "confirmed.json: its seal is" in recomputed(taken)[1]


def test_the_public_copy_names_nobody_and_is_the_same_too(decided, client, tmp_path):
    decided.call.programme.refresh_from_db()
    folder = unpacked(client.get(reverse("judging:record", args=[decided.public_id])), tmp_path)
    assert recomputed(folder) == (0, "same\n")
    assert {each.name for each in folder.iterdir()} & NOT_PUBLIC == set()
    written = "".join(each.read_text() for each in folder.iterdir() if each.name != "recompute.py")
    private = [
        *(each.user.get_full_name() for each in decided.members.all()),
        *(each.user.email for each in decided.members.all()),
        *(each.application.reference for each in decided.entries.all()),
        *(each.application.title for each in decided.entries.all()),
        *(each.application.applicant.display_name for each in decided.entries.all()),
        "We agreed.",
        "The panel agreed.",
    ]
    assert [each for each in private if each in written] == []


@pytest.mark.parametrize("missing", [{"shares_record": False}, {"closed_at": None}])
def test_there_is_no_public_copy_unless_the_round_says_so(decided, client, missing):
    if "closed_at" in missing:
        missing = {**missing, "closed_by": None}
    Round.objects.filter(pk=decided.pk).update(**missing)
    assert client.get(reverse("judging:record", args=[decided.public_id])).status_code == 404


def test_judges_and_the_chair_do_not_take_the_pack(decided, sign_in):
    for member in decided.members.all():
        reply = sign_in(member.user).get(reverse("judging:pack", args=[decided.public_id]))
        assert reply.status_code == 403


def test_the_script_needs_nothing_of_ours():
    source = script().decode()
    compile(source, "recompute.py", "exec")
    assert "from ." not in source.replace("from .0", "")
    assert "django" not in source.lower()
