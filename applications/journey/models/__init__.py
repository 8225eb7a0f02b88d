"""An application and everything said about it on its way from draft to completed grant."""

from .answer_files import AnswerFile
from .answers import Answer, AnswerVersion
from .application import CASEWORK_ROLES, Application, ApplicationQuerySet, ReferenceCounter
from .assisted import AssistedStart
from .bulk import Batch, PlannedFinding
from .checks import ChecklistItem, NotDuplicate, Tick
from .co_applicants import CoApplicant
from .desk import SavedFilter, SearchText, Tally
from .helpers import Confirmation, HandOver, Helper
from .messages import MessageFile
from .more_time import ExtensionRequest
from .receipts import Receipt
from .road import Road
from .screening import ChangeRequest, Extension, Note, Screening
from .translations import AnswerTranslation, Untranslated

__all__ = [
    "CASEWORK_ROLES",
    "Answer",
    "AnswerFile",
    "AnswerTranslation",
    "AnswerVersion",
    "Application",
    "ApplicationQuerySet",
    "AssistedStart",
    "Batch",
    "ChangeRequest",
    "ChecklistItem",
    "CoApplicant",
    "Confirmation",
    "Extension",
    "ExtensionRequest",
    "HandOver",
    "Helper",
    "MessageFile",
    "NotDuplicate",
    "Note",
    "PlannedFinding",
    "Receipt",
    "ReferenceCounter",
    "Road",
    "SavedFilter",
    "Screening",
    "SearchText",
    "Tally",
    "Tick",
    "Untranslated",
]
