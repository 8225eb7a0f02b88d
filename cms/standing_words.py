"""The words that one standing page begins with."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """One page in one language. {programme} and {lead} in `html` are filled in.

    `machine_made` words are marked until a person has read them.
    """

    title: str
    introduction: str
    html: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    machine_made: bool = False
