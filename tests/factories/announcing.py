"""News and partners' pages, made by the same actions as the real ones."""

from accounts.models import Organisation, User
from cms import actions
from cms.actions import NewsWords, PartnerWords
from cms.models import NewsPage, PartnerPage

from .accounts import OrganisationFactory

TEXT = [{"type": "text", "value": "<p>With an oven.</p>"}]
NEWS = {
    "en": NewsWords("The oven is here", "It came on a Monday.", TEXT, "An oven"),
    "ar": NewsWords("وصل الفرن", "وصل يوم الاثنين.", TEXT, "فرن"),
}
PARTNER = {
    "en": PartnerWords("Bread Street", "Neighbours who bake."),
    "ar": PartnerWords("شارع الخبز", "جيران يخبزون."),
}


def make_news(*, slug: str = "oven-is-here", languages: str = "en ar", **facts) -> NewsPage:
    facts.setdefault("organisation", None)
    return actions.publish_news(
        {code: NEWS[code] for code in languages.split()},
        slug=slug,
        organisation=facts.pop("organisation") or OrganisationFactory(),
        by=User.objects.system(),
        **facts,
    )


def make_partner_page(
    organisation: Organisation, *, slug: str = "bread-street", languages: str = "en ar"
) -> PartnerPage:
    return actions.publish_partner(
        organisation,
        {code: PARTNER[code] for code in languages.split()},
        slug=slug,
        by=User.objects.system(),
    )
