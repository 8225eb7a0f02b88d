"""What Wagtail's admin shows of judging."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from audit.deeds import register_deeds

from . import admin_urls

register_deeds(
    {
        "judging.create_rubric": _("Wrote a rubric"),
        "judging.change_rubric": _("Changed a rubric"),
        "judging.create_round": _("Set up a round"),
        "judging.change_round": _("Changed a round"),
        "judging.enter": _("Brought an application before a panel"),
        "judging.freeze_plans": _("Froze the papers that judges read"),
        "judging.invite": _("Invited a judge"),
        "judging.send_link": _("Sent a judge a link"),
        "judging.revoke_link": _("Ended a judge's link"),
        "judging.choose_pin": _("Opened a judge's link for the first time"),
        "judging.open_link": _("Came in by a judge's link"),
        "judging.wrong_pins": _("Typed too many wrong PINs for a judge's link"),
        "judging.write_terms": _("Wrote terms for judges"),
        "judging.accept_terms": _("Accepted the terms for judges"),
        "judging.give_role": _("Gave a judge's role"),
        "judging.end_role": _("Ended a judge's role"),
        "judging.make_chair": _("Made somebody chair"),
        "judging.remove_from_panel": _("Took a judge off a panel"),
        "judging.declare": _("Declared conflicts of interest"),
        "judging.find_conflict": _("Found a conflict of interest in the records"),
        "judging.lift_conflict": _("Lifted a conflict of interest"),
        "judging.describe_member": _("Wrote down what a judge knows"),
        "judging.ask_sharing": _("Asked to share out the projects among the judges"),
        "judging.stop_sharing": _("Stopped the sharing out"),
        "judging.share_out": _("Shared out the projects among the judges"),
        "judging.fix_reader": _("Fixed who reads a project"),
        "judging.free_reader": _("Let a reader be moved again"),
        "judging.take_reader_off": _("Took a reader off a project"),
        "judging.tell_readers": _("Told judges what they read"),
        "judging.move_slot": _("Moved a pitch time"),
        "judging.free_slot": _("A pitch time became free"),
        "judging.restore_slot": _("Gave the pitch time back"),
        "judging.save_sample": _("Wrote a sample for judges"),
        "judging.score_sample": _("Scored a sample"),
        "judging.save_scorecard": _("Saved a scorecard"),
        "judging.submit_scorecard": _("Submitted a scorecard"),
        "judging.undo_change": _("Undid a change to a scorecard"),
        "judging.open_second_marks": _("Opened second marks: the panel has talked"),
        "judging.give_second_marks": _("Gave second marks"),
        "judging.reopen_scorecard": _("Opened a scorecard again"),
        "judging.lock": _("Locked the scores"),
        "judging.draft_decision": _("Drafted a decision"),
        "judging.write_feedback": _("Wrote feedback for an applicant"),
        "judging.approve_feedback": _("Approved feedback for an applicant"),
        "judging.keep_minutes": _("Wrote the panel's minutes"),
        "judging.propose_closing": _("Proposed to decide a round"),
        "judging.withdraw_proposal": _("Took the proposal to decide back"),
        "judging.ask_closing": _("Confirmed what a panel decided"),
        "judging.close": _("Decided a round"),
        "judging.shortlist": _("Said who goes on to the pitch day"),
        "judging.promise": _("Promised a number of grants"),
        "judging.choose_order": _("Chose what the order follows"),
        "judging.take_pack": _("Took the decision pack"),
        "judging.meet_condition": _("Found that a grant's condition is met"),
        "judging.decide": _("Decided about an application"),
    }
)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("judging/", include(admin_urls))]


class JudgingItem(MenuItem):
    """A menu item for those who prepare rounds."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("judging.work")


@hooks.register("register_admin_menu_item")
def judging_item() -> MenuItem:
    return JudgingItem(
        _("Judging"), reverse("judging_admin:index"), name="judging", icon_name="pick", order=30
    )
