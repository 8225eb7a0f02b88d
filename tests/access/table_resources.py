"""Resources: reading is for everybody, keeping for editors, counts for those who report."""

from resources.models import Copy
from tests.factories.resources import make_resource

from .scene import Scene
from .walk import FORBIDDEN, NOT_FOUND, REDIRECT, Namespace, Row

KEEPERS = "editor administrator"
READERS = (
    "officer officer_other_city officer_elsewhere evaluator evaluator_elsewhere editor "
    "administrator"
)


def a_resource(scene: Scene) -> list[int]:
    return [make_resource().pk]


def a_version(scene: Scene) -> list[int]:
    return [make_resource().versions.get().pk]


def a_copy(scene: Scene) -> list[int]:
    return [Copy.objects.get(version__resource=make_resource()).pk]


ROWS = [
    Row("resource_text", args=lambda scene: ["none", 1, "en"], anonymous=NOT_FOUND),
    Row("resource_file", args=lambda scene: ["none", 1, "en", "x.pdf"], anonymous=NOT_FOUND),
    Row("resource_files", args=a_resource, may=KEEPERS, others=FORBIDDEN),
    Row("resource_put", args=a_version, may=KEEPERS, others=FORBIDDEN),
    Row(
        "resource_change",
        args=lambda scene: [*a_version(scene), "en"],
        may=KEEPERS,
        others=FORBIDDEN,
    ),
    *(
        Row(name, args=args, may=KEEPERS, gets=REDIRECT, others=FORBIDDEN, post={})
        for name, args in (
            ("resource_begin", a_resource),
            ("resource_publish", a_version),
            ("resource_withdraw", a_version),
            ("resource_drop", a_copy),
        )
    ),
    Row("resource_counts", may=READERS, others=FORBIDDEN),
    Row("resource_export", may=READERS, others=FORBIDDEN),
    Namespace("resource", may=KEEPERS, pk=lambda scene: make_resource().pk),
]
