# ruff: noqa: E501

import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0007_answers_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="questionset",
            name="checks",
            field=wagtail.fields.StreamField(
                [("check", 4)],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RegexBlock",
                        ("^[a-z][a-z0-9_]{0,39}$",),
                        {"label": "key of a question"},
                    ),
                    1: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("same", "is the same as"),
                                ("at_most", "is not more or later than"),
                            ],
                            "label": "must be",
                        },
                    ),
                    2: (
                        "wagtail.blocks.RegexBlock",
                        ("^[a-z][a-z0-9_]{0,39}$",),
                        {"label": "key of another question"},
                    ),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Say what to do: “Your budget must add up to the amount you ask for.”",
                            "label": "what people read when it is not so",
                        },
                    ),
                    4: (
                        "wagtail.blocks.StructBlock",
                        [[("first", 0), ("relation", 1), ("second", 2), ("sentence", 3)]],
                        {},
                    ),
                },
                default=list,
                verbose_name="answers that must fit each other",
            ),
        ),
        migrations.AlterField(
            model_name="questionset",
            name="body",
            field=wagtail.fields.StreamField(
                [("section", 20)],
                block_lookup={
                    0: ("wagtail.blocks.RegexBlock", ("^[a-z][a-z0-9_]{0,39}$",), {"label": "key"}),
                    1: ("wagtail.blocks.CharBlock", (), {"label": "title"}),
                    2: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"label": "introduction", "required": False},
                    ),
                    3: (
                        "wagtail.blocks.RegexBlock",
                        ("^[a-z][a-z0-9_]{0,39}$",),
                        {
                            "help_text": "Small letters; names the answer in exports. Never change it later.",
                            "label": "key",
                        },
                    ),
                    4: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("short_text", "Short text"),
                                ("long_text", "Long text"),
                                ("choice", "One choice"),
                                ("choices", "Several choices"),
                                ("number", "Number"),
                                ("money", "Amount of money"),
                                ("date", "Date"),
                                ("budget", "Budget: lines with amounts, and their total"),
                                ("team", "Team: names and what each does"),
                                ("contact", "Somebody to contact: name, e-mail, phone"),
                                ("place", "Town or city, without the street"),
                                ("declaration", "Declaration"),
                            ],
                            "label": "kind of answer",
                        },
                    ),
                    5: ("wagtail.blocks.CharBlock", (), {"label": "question"}),
                    6: ("wagtail.blocks.TextBlock", (), {"label": "help", "required": False}),
                    7: ("wagtail.blocks.TextBlock", (), {"label": "why we ask", "required": False}),
                    8: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"default": True, "label": "must be answered", "required": False},
                    ),
                    9: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"label": "words at most", "min_value": 1, "required": False},
                    ),
                    10: ("wagtail.blocks.RegexBlock", ("^[a-z0-9_]{1,40}$",), {"label": "key"}),
                    11: ("wagtail.blocks.CharBlock", (), {"label": "label"}),
                    12: ("wagtail.blocks.StructBlock", [[("key", 10), ("label", 11)]], {}),
                    13: ("wagtail.blocks.ListBlock", (12,), {"default": [], "label": "choices"}),
                    14: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("judges", "The programme team and the judges"),
                                ("team", "The programme team only"),
                            ],
                            "label": "who sees the answer",
                        },
                    ),
                    15: (
                        "wagtail.blocks.RegexBlock",
                        ("^([a-z][a-z0-9_]{0,39})?$",),
                        {
                            "help_text": "A choice or a declaration. Empty: everybody is asked.",
                            "label": "key of an earlier question",
                            "required": False,
                        },
                    ),
                    16: (
                        "wagtail.blocks.RegexBlock",
                        ("^([a-z0-9_]{1,40}(, *[a-z0-9_]{1,40})*)?$",),
                        {
                            "help_text": "With commas between. For a declaration leave it empty.",
                            "label": "keys of the choices",
                            "required": False,
                        },
                    ),
                    17: (
                        "wagtail.blocks.StructBlock",
                        [[("question", 15), ("answers", 16)]],
                        {"label": "asked only if", "required": False},
                    ),
                    18: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("key", 3),
                                ("kind", 4),
                                ("label", 5),
                                ("help_text", 6),
                                ("why", 7),
                                ("required", 8),
                                ("word_limit", 9),
                                ("options", 13),
                                ("seen_by", 14),
                                ("only_if", 17),
                            ]
                        ],
                        {},
                    ),
                    19: ("wagtail.blocks.ListBlock", (18,), {"label": "questions"}),
                    20: (
                        "wagtail.blocks.StructBlock",
                        [[("key", 0), ("title", 1), ("intro", 2), ("questions", 19)]],
                        {},
                    ),
                },
                verbose_name="sections",
            ),
        ),
    ]
