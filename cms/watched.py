"""What the public pages show, and so which changes empty the memory of pages.

Tags: `page:ID`, `translations:KEY` (a page in all languages), `kind:TYPE` and `kind:TYPE:LOCALE`
(lists of one type of page), `level:DEPTH` and `level:DEPTH:LOCALE` (menus), `call:ID`, `calls`,
`event:ID`, `events`, `questions:ID`, `rubric:ID`, `briefings`, `consent:ID`, `stories`,
`image:ID`, `figures`, `names` (cities, themes, strands), `organisations`, `programmes`, `sites`,
`showing:AWARD`, `showings`, `journal:AWARD`, `statements`, `resource:ID`, `version:ID` (of a
resource), `resources`, `challenges`, `readings` (of challenges), `course:ID`, `courses`.
"""

from wagtail.models import Locale, Page, PageViewRestriction, Site

from accounts.models import Organisation
from applications.awards.models import Award
from applications.calls.models import Call, EligibilityQuestion, QuestionSet, QuestionSetTranslation
from applications.journey.models import Application, Receipt
from applications.judging.models import Criterion, Decision, Round, Rubric
from applications.training.models import Cohort, Course, Session, TrainingPlace
from events.models import Event
from freshness import watch
from mentoring.outcomes.models import Indicator, Reading
from programmes.models import City, Funder, Partner, Programme, Strand, Theme
from resources.models import Copy, Resource, Version

from .models import (
    Challenge,
    ChallengeReading,
    Consent,
    JournalEntry,
    Showing,
    SiteImage,
    Statement,
    ThemeBriefing,
    TranslationMark,
)

PUBLIC_COLUMNS = (
    "alias_of_id", "content_type_id", "depth", "expire_at", "first_published_at",
    "last_published_at", "live", "locale_id", "path", "search_description", "seo_title",
    "show_in_menus", "slug", "title", "url_path",
)  # fmt: skip
"""Of a page; saving a draft changes none of them, publishing always changes one."""
PROGRAMME_COLUMNS = ("name", "name_words", "state", "over_since", "currency", "target_awards")
"""All that readers see; what is awarded changes with every award."""

watch(
    Page, "page:id", "translations:translation_key", "kind:content_type_id:locale_id",
    "kind:content_type_id", "level:depth", "level:depth:locale_id",
    columns=PUBLIC_COLUMNS, seen_if="live",
)  # fmt: skip
watch(PageViewRestriction, "sites")
watch(Site, "sites")
watch(Locale, "sites")
watch(TranslationMark, "page:page_id")
watch(SiteImage, "image:id")
watch(ThemeBriefing, "briefings")
watch(SiteImage.consents.through, "image:siteimage_id", "stories")
watch(Consent, "consent:id", "stories")
watch(Showing, "showing:award_id", "showings")
watch(JournalEntry, "journal:award_id")

watch(Call, "call:id", "calls")
watch(Call.cities.through, "call:call_id", "calls")
watch(Call.strands.through, "call:call_id", "calls")
watch(Call.themes.through, "call:call_id", "calls")
EVENT_COLUMNS = (
    "name", "name_words", "starts_at", "ends_at", "time_zone", "programme_id", "city_id",
    "theme_id", "place", "place_words", "languages", "capacity", "cost", "cost_words",
    "step_free", "hearing_loop", "childcare", "quiet_room", "places_taken", "cancelled_at",
)  # fmt: skip
watch(Event, "event:id", "events", columns=EVENT_COLUMNS)
watch(Resource, "resource:id", "resources")
watch(Version, "resource:resource_id", "resources", seen_if="is_public")
watch(Copy, "version:version_id", "resources")
for about_a_call in (EligibilityQuestion, QuestionSet, Rubric, Round):
    watch(about_a_call, "call:call_id")
watch(QuestionSetTranslation, "questions:question_set_id")
watch(Criterion, "rubric:rubric_id")

COHORT_COLUMNS = ("course_id", "city_id", "languages", "closed_at")
"""What the public sees of when and where a course runs; never how many places are taken."""

for named in (City, Theme, Strand):
    watch(named, "names")
watch(Programme.cities.through, "names")
watch(Programme.themes.through, "names")
watch(Funder, "programmes")
watch(Partner, "programmes")
watch(Organisation, "organisations", columns=("name", "website"))
watch(Organisation.cities.through, "organisations")
watch(Programme, "programmes", columns=PROGRAMME_COLUMNS)

watch(Course, "course:id", "courses")
watch(Course.calls.through, "courses")
watch(Cohort, "courses", columns=COHORT_COLUMNS)
watch(Session, "courses", columns=("cohort_id", "starts_at", "ends_at"))
watch(Statement, "statements")
watch(Challenge, "challenges")
watch(ChallengeReading, "readings")
watch(Indicator, "figures")
watch(Reading, "figures")
watch(Decision, "figures", columns=("outcome", "decided_at"))
watch(Award, "figures", columns=("programme_id", "amount_minor", "paid_minor", "ended_at"))
watch(Application, "figures", columns=("call_id",), on="UPDATE OF call_id OR DELETE")
watch(Receipt, "figures", columns=("letter_waits",), on="UPDATE OF letter_waits")
"""Sending itself announces nothing, so that thousands can at once; the letter that follows does."""
watch(TrainingPlace, "figures", columns=("status",))
