"""The questions of the demo's calls, in English and Arabic. The words are ours."""

from copy import deepcopy

OWN_WORDS = "You can write in your own language."

SECTIONS: list[dict] = [
    {
        "type": "section",
        "value": {
            "key": "project",
            "title": "Your project",
            "intro": "Tell us about your idea in your own words. There are no wrong answers.",
            "questions": [
                {
                    "key": "need",
                    "kind": "long_text",
                    "label": "What is the problem?",
                    "help_text": OWN_WORDS,
                    "why": "We want to know why your idea matters to people in your city.",
                    "required": True,
                    "word_limit": 200,
                    "options": [],
                },
                {
                    "key": "idea",
                    "kind": "long_text",
                    "label": "What do you want to do?",
                    "help_text": "Say what will happen, where, and how often.",
                    "why": "",
                    "required": True,
                    "word_limit": 250,
                    "options": [],
                },
                {
                    "key": "people",
                    "kind": "long_text",
                    "label": "Who will it help?",
                    "help_text": "",
                    "why": "",
                    "required": True,
                    "word_limit": 150,
                    "options": [],
                },
                {
                    "key": "theme",
                    "kind": "choice",
                    "label": "Which theme fits best?",
                    "help_text": "",
                    "why": "We fund projects in all four themes.",
                    "required": True,
                    "word_limit": None,
                    "options": [
                        {"key": "housing", "label": "Housing"},
                        {"key": "healthcare", "label": "Healthcare"},
                        {"key": "employment", "label": "Employment"},
                        {"key": "active_citizenship", "label": "Active citizenship"},
                    ],
                },
            ],
        },
    },
    {
        "type": "section",
        "value": {
            "key": "money",
            "title": "Money and time",
            "intro": "",
            "questions": [
                {
                    "key": "amount",
                    "kind": "money",
                    "label": "How much money do you ask for?",
                    "help_text": "You can ask for up to €5,000.",
                    "why": "",
                    "required": True,
                    "word_limit": None,
                    "options": [],
                },
                {
                    "key": "spend",
                    "kind": "long_text",
                    "label": "What will you buy or pay for?",
                    "help_text": "A short list with prices is enough.",
                    "why": "",
                    "required": True,
                    "word_limit": 150,
                    "options": [],
                },
                {
                    "key": "begin",
                    "kind": "date",
                    "label": "When do you want to begin?",
                    "help_text": "",
                    "why": "",
                    "required": False,
                    "word_limit": None,
                    "options": [],
                },
            ],
        },
    },
    {
        "type": "section",
        "value": {
            "key": "about_you",
            "title": "About you",
            "intro": "",
            "questions": [
                {
                    "key": "before",
                    "kind": "long_text",
                    "label": "What have you done before that helps you now?",
                    "help_text": "Work, family, hobbies, helping neighbours: everything counts.",
                    "why": "",
                    "required": False,
                    "word_limit": 150,
                    "options": [],
                },
                {
                    "key": "voice",
                    "kind": "spoken",
                    "label": "Would you like to tell us about it in your own voice?",
                    "help_text": "In any language. Nobody counts your mistakes.",
                    "why": "",
                    "required": False,
                    "word_limit": None,
                    "options": [],
                },
                {
                    "key": "papers",
                    "kind": "files",
                    "label": "Is there something we should look at?",
                    "help_text": "Photos, a price, a letter from somebody who knows your work.",
                    "why": "",
                    "required": False,
                    "word_limit": None,
                    "options": [],
                },
                {
                    "key": "agree",
                    "kind": "declaration",
                    "label": "What I wrote is true, as far as I know.",
                    "help_text": "",
                    "why": "",
                    "required": True,
                    "word_limit": None,
                    "options": [],
                },
            ],
        },
    },
]

BUDGET = {
    "key": "budget",
    "kind": "budget",
    "label": "Your budget, line by line",
    "help_text": "",
    "why": "",
    "required": False,
    "word_limit": None,
    "options": [],
}

TEAM = [
    {
        "key": "together",
        "kind": "choice",
        "label": "Do you work on it with others?",
        "help_text": "",
        "why": "",
        "required": False,
        "word_limit": None,
        "options": [
            {"key": "yes", "label": "Yes"},
            {"key": "no", "label": "No, on my own"},
        ],
    },
    {
        "key": "team",
        "kind": "team",
        "label": "Who works on it?",
        "help_text": "",
        "why": "",
        "required": False,
        "word_limit": None,
        "options": [],
        "seen_by": "team",
        "only_if": {"question": "together", "answers": "yes"},
    },
]


def newer_sections() -> list[dict]:
    """The questions as calls ask them today: with a budget and, of who has one, the team."""
    project, money, about_you = deepcopy(SECTIONS)
    money["value"]["questions"].insert(2, BUDGET)
    about_you["value"]["questions"][:0] = TEAM
    return [project, money, about_you]


ASKED = {
    "key": "asked",
    "kind": "short_text",
    "label": "Whom did you ask what they need?",
    "help_text": "",
    "why": "Ideas that people asked for work better.",
    "required": False,
    "word_limit": 50,
    "options": [],
}


def second_version() -> list[dict]:
    """The same, changed while the call is open: one question new, one gone, one with more room."""
    project, money, about_you = newer_sections()
    project["value"]["questions"][0]["word_limit"] = 250
    project["value"]["questions"].insert(1, ASKED)
    money["value"]["questions"].pop()
    return [project, money, about_you]


CHECKS = [
    {
        "type": "check",
        "value": {
            "first": "budget",
            "relation": "same",
            "second": "amount",
            "sentence": "Your budget must add up to the amount you ask for.",
        },
    }
]

ARABIC = {
    "asked.label": "من سألتَ عمّا يحتاج إليه؟",
    "asked.why": "الأفكار التي طلبها الناس تنجح أكثر.",
    "budget.label": "ميزانيتك سطراً سطراً",
    "budget.same.amount": "يجب أن يساوي مجموع ميزانيتك المبلغ الذي تطلبه.",
    "together.label": "هل تعمل على المشروع مع آخرين؟",
    "together.yes": "نعم",
    "together.no": "لا، وحدي",
    "team.label": "من يعمل عليه؟",
    "project.title": "مشروعك",
    "project.intro": "حدّثنا عن فكرتك بكلماتك. لا توجد إجابات خاطئة.",
    "need.label": "ما هي المشكلة؟",
    "need.help": "يمكنك الكتابة بلغتك.",
    "need.why": "نريد أن نعرف لماذا تهمّ فكرتك الناس في مدينتك.",
    "idea.label": "ماذا تريد أن تفعل؟",
    "idea.help": "قل ما الذي سيحدث وأين وكم مرة.",
    "people.label": "من سيستفيد من ذلك؟",
    "theme.label": "أي موضوع هو الأنسب؟",
    "theme.why": "نحن ندعم مشاريع في المواضيع الأربعة كلها.",
    "theme.housing": "السكن",
    "theme.healthcare": "الرعاية الصحية",
    "theme.employment": "العمل",
    "theme.active_citizenship": "المواطنة الفاعلة",
    "money.title": "المال والوقت",
    "amount.label": "كم من المال تطلب؟",
    "amount.help": "يمكنك أن تطلب حتى 5,000 يورو.",
    "spend.label": "ماذا ستشتري أو على ماذا ستنفق؟",
    "spend.help": "تكفي قائمة قصيرة مع الأسعار.",
    "begin.label": "متى تريد أن تبدأ؟",
    "about_you.title": "عنك",
    "before.label": "ماذا فعلت من قبل مما يساعدك الآن؟",
    "before.help": "العمل أو العائلة أو الهوايات أو مساعدة الجيران: كل شيء مهم.",
    "voice.label": "هل تودّ أن تحدّثنا عن ذلك بصوتك؟",
    "voice.help": "بأي لغة. لا أحد يعدّ أخطاءك.",
    "papers.label": "هل هناك شيء علينا أن ننظر إليه؟",
    "papers.help": "صور، أو سعر، أو رسالة من شخص يعرف عملك.",
    "agree.label": "ما كتبته صحيح على حدّ علمي.",
}

ELIGIBILITY = [
    {
        "key": "city",
        "texts": {
            "en": {
                "question": "Will your project be in Coventry, Birmingham or Wolverhampton?",
                "help": "",
                "advice": "We fund projects in these three cities only. Your own council knows who "
                "gives money near you.",
            },
            "ar": {
                "question": "هل سيكون مشروعك في كوفنتري أو برمنغهام أو ولفرهامبتون؟",
                "help": "",
                "advice": "نحن ندعم مشاريع في هذه المدن الثلاث فقط. يعرف مجلس مدينتك من يعطي المال "
                "بالقرب منك.",
            },
        },
        "otherwise": "not_this",
    },
    {
        "key": "people",
        "texts": {
            "en": {
                "question": "Will your project help other people, not only yourself?",
                "help": "For example neighbours, young people, or people who are new in the city.",
                "advice": "Tell us more before you apply. We may know a better place.",
            },
            "ar": {
                "question": "هل سيساعد مشروعك أشخاصًا آخرين، وليس أنت فقط؟",
                "help": "مثلًا الجيران أو الشباب أو القادمون الجدد إلى المدينة.",
                "advice": "حدّثنا قبل أن تقدّم الطلب. ربما نعرف مكانًا أفضل لفكرتك.",
            },
        },
        "otherwise": "maybe",
    },
    {
        "key": "time",
        "texts": {
            "en": {
                "question": "Can you come to a course of four meetings?",
                "help": "We pay for travel and help with childcare.",
                "advice": "Talk to us. We may find another time.",
            },
            "ar": {
                "question": "هل يمكنك حضور دورة من أربعة لقاءات؟",
                "help": "ندفع ثمن المواصلات ونساعد في رعاية الأطفال.",
                "advice": "تحدّث إلينا. ربما نجد وقتًا آخر.",
            },
        },
        "otherwise": "maybe",
    },
    {
        "key": "trade",
        "texts": {
            "en": {
                "question": "May you trade and be paid here?",
                "help": "We want no papers. Not sure? Choose no, and a person helps you.",
                "advice": "You can apply and come to the course. Write to us: a person tells you "
                "in private what else is possible, such as money through a partner.",
            },
            "ar": {
                "question": "هل يحق لك أن تعمل لحسابك وتتقاضى المال هنا؟",
                "help": "لا نطلب أوراقًا. لست متأكدًا؟ اختر لا، وسيساعدك شخص منا.",
                "advice": "يمكنك أن تقدّم الطلب وتحضر الدورة. اكتب إلينا: سيخبرك شخص على انفراد بما "
                "هو ممكن أيضًا، مثل تلقّي المال عن طريق شريك.",
            },
        },
        "otherwise": "maybe",
    },
]

CRITERIA = [
    ("Need", "Is the problem real, and do the people it is for say so?", 3),
    ("Idea", "Is it clear what will happen, and could it work?", 3),
    ("People", "Does the person or group know the community and have what it takes?", 2),
    ("Money", "Is the budget sensible, and is there a way on after the grant?", 2),
    ("New", "Does it try something that nobody does here yet?", 1),
]
POINTS = {
    "0": "Not there",
    "1": "Very weak",
    "2": "Some of it",
    "3": "Good enough",
    "4": "Good",
    "5": "Very good",
}
