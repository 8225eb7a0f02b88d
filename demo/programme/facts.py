"""What is true: the public facts of the programme that this demo is modelled on, with sources.

The demo itself is invented: its name, partners, people, projects and stories. It borrows the shape
of MiFriendly Cities (2017 to 2021): three cities, eleven partners, two strands, four themes,
grants of up to €5,000, up to fifty of them. Each figure below names where it was published.
"""

from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation

K = Organisation.Kind

NAME = "Open Doors West Midlands (demo)"
SUMMARY = (
    "A demo. The programme, its people and its stories are invented. It is modelled on "
    "MiFriendly Cities, which worked in Coventry, Birmingham and Wolverhampton until 2021."
)
ACKNOWLEDGEMENT = (
    "This is a demo and nobody funds it. Its model, MiFriendly Cities, was co-financed by the "
    "European Regional Development Fund through the Urban Innovative Actions initiative."
)
FUNDER = "European Regional Development Fund, Urban Innovative Actions"
MAXIMUM_MINOR = 500_000
BUDGET_MINOR = 25_000_000
TARGET = 50

CITIES = (
    ("Coventry", "coventry", "E08000026", "52.4068", "-1.5197"),
    ("Birmingham", "birmingham", "E08000025", "52.4862", "-1.8904"),
    ("Wolverhampton", "wolverhampton", "E08000031", "52.5870", "-2.1288"),
)
THEMES = (
    ("Housing", "housing", "A safe home, and what makes a house one."),
    ("Healthcare", "healthcare", "Feeling well, and finding the right help in time."),
    ("Employment", "employment", "Work, skills and own businesses."),
    ("Active citizenship", "active-citizenship", "Having a say and doing one's part."),
)
STRANDS = (
    ("enterprise", "Social enterprise", "A business that earns money and does good."),
    ("innovation", "Social innovation project", "A new way to solve a problem of the street."),
)

PARTNERS = (
    ("Coventry city team (demo)", K.LOCAL_AUTHORITY, "Leads the programme"),
    ("Birmingham city team (demo)", K.LOCAL_AUTHORITY, "City partner in Birmingham"),
    ("Wolverhampton city team (demo)", K.LOCAL_AUTHORITY, "City partner in Wolverhampton"),
    ("Three Spires University (demo)", K.UNIVERSITY, "Looks into what works"),
    ("Spires Social Enterprise (demo)", K.SOCIAL_ENTERPRISE, "Runs the course and pitch days"),
    ("Weavers' Law Centre (demo)", K.CHARITY, "Free advice on rights"),
    ("Bridgeway Works (demo)", K.COMPANY, "Jobs, training and workshops"),
    ("Crossing Lines Consultancy (demo)", K.COMPANY, "Shares what was learnt"),
    ("New Voices (demo)", K.CHARITY, "Led by migrants: stories and newsroom"),
    ("Harbour Welcome Centre (demo)", K.CHARITY, "Led by migrants: help in Coventry"),
    ("Open Hearth (demo)", K.CHARITY, "Led by migrants: help in the Black Country"),
)

WORKS_IN = {
    "Coventry city team (demo)": ("coventry",),
    "Birmingham city team (demo)": ("birmingham",),
    "Wolverhampton city team (demo)": ("wolverhampton",),
    "Three Spires University (demo)": ("coventry",),
    "Spires Social Enterprise (demo)": ("coventry", "birmingham"),
    "Weavers' Law Centre (demo)": ("coventry",),
    "Bridgeway Works (demo)": ("birmingham",),
    "New Voices (demo)": ("birmingham",),
    "Harbour Welcome Centre (demo)": ("coventry",),
    "Open Hearth (demo)": ("wolverhampton",),
}
"""One partner works everywhere and stands in no list of a city."""


@dataclass(frozen=True)
class Published:
    """A figure that somebody published about the model, on a day."""

    code: str
    name: str
    unit: str
    value: int
    on: date
    source: str


ABOUT = "About MiFriendly Cities, the model of this demo"
PUBLISHED = (
    Published(
        "model-partners",
        "Organisations in the partnership of the model",
        "organisations",
        11,
        date(2018, 6, 5),
        "Coventry City Council, page on the MiFriendly Cities project",
    ),
    Published(
        "model-launch",
        "People at the launch of the model",
        "people",
        200,
        date(2018, 6, 5),
        "Urban Innovative Actions, news on the launch in Coventry, June 2018",
    ),
    Published(
        "model-first-course",
        "People on the first course of the model",
        "people",
        8,
        date(2019, 2, 12),
        "Urban Innovative Actions, project news of 12 February 2019",
    ),
    Published(
        "model-first-course-completed",
        "People who completed the first course of the model",
        "people",
        6,
        date(2019, 2, 12),
        "Urban Innovative Actions, project news of 12 February 2019",
    ),
    Published(
        "model-projects",
        "Projects that the model set out to support, at most",
        "projects",
        50,
        date(2020, 10, 1),
        "MiFriendly Cities project journal 5, Urban Innovative Actions, October 2020",
    ),
)
