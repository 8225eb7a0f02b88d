"""An application and everything said about it on its way from draft to completed grant."""

from .answers import Answer, AnswerVersion
from .application import CASEWORK_ROLES, Application, ApplicationQuerySet, ReferenceCounter
from .desk import SavedFilter, SearchText, Tally
from .road import Road
from .screening import ChangeRequest, Extension, Note, Screening

__all__ = [
    "CASEWORK_ROLES",
    "Answer",
    "AnswerVersion",
    "Application",
    "ApplicationQuerySet",
    "ChangeRequest",
    "Extension",
    "Note",
    "ReferenceCounter",
    "Road",
    "SavedFilter",
    "Screening",
    "SearchText",
    "Tally",
]
