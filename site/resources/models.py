"""Guides, templates, videos and the like: one item in every language, with all its versions.

cms.ResourcePage tells of them.
"""

from types import MappingProxyType
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from accounts.models import User
from config import languages
from files.kinds import DOCUMENTS, PDF, PICTURES, Kinds
from files.models import Scan, Scanned
from programmes.models import City, Programme, Theme
from programmes.words import WordsField

ALLOWED: Kinds = MappingProxyType(
    {
        **DOCUMENTS,
        **PICTURES,
        "audio/mpeg": ".mp3",
        "audio/mp4": ".m4a",
        "video/mp4": ".mp4",
        "video/webm": ".webm",
    }
)
"""Content type → the ending of the name that people find in their downloads."""
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


def public() -> Storage:
    """The storage of what everybody may read."""
    return storages["default"]


def written_in() -> list[tuple[str, str]]:
    """Languages that a resource can be written in, by their own names; more than the site's."""
    return [(each.code, each.name_local) for each in languages.KNOWN]


class ResourceQuerySet(models.QuerySet):
    def public(self) -> "ResourceQuerySet":
        """Those with a version that people may read."""
        return self.filter(Exists(Version.objects.public().filter(resource=OuterRef("pk"))))


class Resource(models.Model):
    """One guide, template or video. Its words in ten languages are one resource with ten files."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide")
        TEMPLATE = "template", _("Template")
        VIDEO = "video", _("Video")
        TOOLKIT = "toolkit", _("Toolkit")
        REPORT = "report", _("Report")
        FORM = "form", _("Form")

    class Audience(models.TextChoices):
        APPLICANTS = "applicants", _("Applicants")
        CASEWORKERS = "caseworkers", _("Caseworkers")
        MENTORS = "mentors", _("Mentors")
        JUDGES = "judges", _("Judges")
        FUNDERS = "funders", _("Funders")
        EVERYBODY = "everybody", _("Everybody")

    code = models.SlugField(_("short name"), unique=True, help_text=_("Used in its address."))
    name = models.CharField(
        _("name"), max_length=120, help_text=_("For the team. Readers see the title of its page.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    audience = models.CharField(_("who it is for"), max_length=12, choices=Audience)
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("theme"),
    )
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("city"),
        help_text=_("Only if it is for one city."),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("programme"),
        help_text=_("The page thanks the funders of this programme."),
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class VersionQuerySet(models.QuerySet):
    def public(self) -> "VersionQuerySet":
        return self.filter(is_public=True)


class Version(models.Model):
    """The files of one state of a resource. A new version replaces the one before, which stays
    reachable. Published files are never exchanged: who has one can name what they read."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    what_changed = models.TextField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("One or two short sentences. Readers see them."),
    )
    what_changed_words = WordsField()
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    is_public = models.GeneratedField(
        expression=ExpressionWrapper(
            Q(published_at__isnull=False, withdrawn_at__isnull=True), models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="resource_version_once"),
            models.UniqueConstraint(
                fields=["resource"],
                condition=Q(published_at=None),
                name="resource_has_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(number=1) | ~Q(what_changed=""),
                name="resource_version_says_what_changed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(published_at__isnull=False),
                name="resource_withdrawn_was_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.number}"


def place(copy: "Copy", _name: str) -> str:
    """Where a file is stored: nobody can guess it, so it is read through its own address only."""
    return f"resources/{uuid4().hex}/{copy.file_name}"


class CopyQuerySet(models.QuerySet):
    def public(self) -> "CopyQuerySet":
        """What people may read: of public versions, and no file that may hold a virus."""
        return self.filter(version__is_public=True, scan__in=(Scan.OFF, Scan.CLEAN))


class Copy(Scanned):
    """A version in one language: a file, or its text to read as a web page, or both."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="copies")
    language = models.CharField(_("language"), max_length=10, choices=written_in)
    title = models.CharField(_("title"), max_length=160, help_text=_("In this language."))
    file = models.FileField(_("file"), storage=public, upload_to=place, max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    has_tags = models.BooleanField(_("PDF with tags"), null=True)
    text = RichTextField(
        _("the same as text"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("People read it as a web page. It works with every screen reader."),
    )

    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("language of a resource")
        verbose_name_plural = _("languages of a resource")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="resource_language_once"),
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(text=""), name="resource_copy_has_file_or_text"
            ),
            models.CheckConstraint(
                condition=Q(file="", content_type="", size=0, sha256="")
                | (~Q(file="") & ~Q(content_type="") & Q(size__gt=0) & ~Q(sha256="")),
                name="resource_file_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(has_tags=None) ^ Q(content_type=PDF),
                name="resource_of_each_pdf_we_know_its_tags",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"

    @property
    def sent_by(self) -> User:
        return self.added_by

    @property
    def sent_name(self) -> str:
        return self.file_name

    @property
    def format(self) -> str:
        """As people know it: PDF, DOCX …"""
        return ALLOWED.get(self.content_type, "").removeprefix(".").upper()

    @property
    def file_name(self) -> str:
        """What people find in their downloads: `how-to-apply-ar-v2.pdf`."""
        version = self.version
        parts = (version.resource.code, self.language, f"v{version.number}")
        return "-".join(parts) + ALLOWED.get(self.content_type, "")


class Download(models.Model):
    """Somebody fetched a file on a day: nothing else is known. Rows are only added, so that many
    at once never wait for each other; every night they are folded into counts."""

    copy = models.ForeignKey(Copy, models.CASCADE, related_name="downloads")
    day = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")

    def __str__(self) -> str:
        return f"{self.copy_id} {self.day}"


class DownloadCount(models.Model):
    """How often a file was fetched on a day."""

    copy = models.ForeignKey(Copy, models.CASCADE, related_name="counts")
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("count of downloads")
        verbose_name_plural = _("counts of downloads")
        constraints = [models.UniqueConstraint(fields=["copy", "day"], name="download_count_once")]

    def __str__(self) -> str:
        return f"{self.copy_id} {self.day}: {self.number}"


def languages_of(resource: str) -> ArraySubquery:
    """For a query: the codes of all languages that a resource (a field's path) can be read in."""
    copies = Copy.objects.public().filter(version__resource=OuterRef(resource))
    return ArraySubquery(copies.order_by("language").values("language").distinct())
