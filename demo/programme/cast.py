"""Who plays in the demo. Everybody is invented."""

from dataclasses import dataclass

from accounts.roles import Role


@dataclass(frozen=True)
class Staff:
    """A member of staff or a volunteer; `city` narrows the role, empty means all three."""

    key: str
    name: str
    role: Role
    title: str
    city: str = ""
    languages: tuple[str, ...] = ("en",)
    skills: tuple[str, ...] = ()


STAFF = (
    Staff("admin", "Ines Marlow", Role.ADMINISTRATOR, "Administrator"),
    Staff("officer", "Olwen Pryce", Role.OFFICER, "Programme officer"),
    Staff("broker", "Tariq Belling", Role.OFFICER, "Employment broker", city="birmingham"),
    Staff("trainer", "Samira Holt", Role.TRAINER, "Trainer"),
    Staff("chair", "Beatrix Amankwah", Role.CHAIR, "Panel chair"),
    Staff("judge1", "Callum Rowe", Role.JUDGE, "Judge, social enterprise"),
    Staff("judge2", "Mehwish Tanvir", Role.JUDGE, "Judge, refugee charity"),
    Staff("judge3", "Stefan Albu", Role.JUDGE, "Judge, local business"),
    Staff("approver", "Hilde Norwood", Role.FINANCE_APPROVER, "Finance: approves"),
    Staff("payer", "Dominic Achterberg", Role.FINANCE_PAYER, "Finance: releases"),
    Staff(
        "mentor",
        "Ngozi Fairweather",
        Role.MENTOR,
        "Mentor",
        city="coventry",
        languages=("en", "fr"),
        skills=("finance", "sales"),
    ),
    Staff(
        "mentor2",
        "Rashad Quill",
        Role.MENTOR,
        "Mentor",
        city="birmingham",
        languages=("en", "ar"),
        skills=("premises", "legal form"),
    ),
    Staff("referrer", "Wanjiru Oakes", Role.REFERRER, "Caseworker at a partner"),
    Staff(
        "caseworker",
        "Maya Lindqvist",
        Role.CASEWORKER,
        "Caseworker",
        city="coventry",
        languages=("en", "ar"),
    ),
    Staff("evaluator", "Petronella Voss", Role.EVALUATOR, "Evaluator"),
    Staff("editor", "Jonah Castellan", Role.EDITOR, "Editor"),
    Staff("translator", "Layan Barakat", Role.TRANSLATOR, "Translator", languages=("ar",)),
)
SITE_WIDE = frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.TRANSLATOR})


@dataclass(frozen=True)
class Project:
    """A person and what they apply with. `amount` in whole euros."""

    key: str
    person: str
    title: str
    strand: str
    city: str
    theme: str
    need: str
    idea: str
    people: str
    amount: int
    spend: str
    before: str = ""
    language: str = "en"
    speaks: tuple[str, ...] = ("en",)
    interpreter: str = ""


def _project(key, person, title, strand, city, theme, amount, *words, **more) -> Project:
    need, idea, people, spend = words
    return Project(
        key=key,
        person=person,
        title=title,
        strand=strand,
        city=city,
        theme=theme,
        amount=amount,
        need=need,
        idea=idea,
        people=people,
        spend=spend,
        **more,
    )


E_, I_ = "enterprise", "innovation"
COV, BIR, WOL = "coventry", "birmingham", "wolverhampton"

# fmt: off
FIRST = (
    _project(
        "amina", "Amina Deng", "Second Stitch", E_, COV, "employment", 5000,
        "Many women on our estate sew well, and nobody pays them for it. Good cloth goes to waste.",
        "We open a sewing room in the old post office. We repair clothes, teach, and sell bags.",
        "Twelve women in the first year, and everybody who wants a coat mended.",
        "Four machines €1,800, cloth and thread €700, rent €1,500, insurance €400, stall €600.",
        before="I was a tailor for nine years.", speaks=("en", "ar"),
    ),
    _project(
        "tomasz", "Tomasz Wilk", "Foleshill Bike Kitchen", E_, COV, "employment", 4800,
        "Buses are dear and slow. Broken bikes stand in every hallway.",
        "Three evenings a week we show people how to mend bikes. We sell the ones we rebuild.",
        "Shift workers, students, and young people who like tools.",
        "Tools €1,600, stands €900, parts €1,300, first aid and insurance €1,000.",
        before="I mended bikes with my uncle.", speaks=("en", "pl"),
    ),
    _project(
        "selam", "Selam Hagos", "Coffee and Papers", I_, COV, "healthcare", 3900,
        "Letters from the doctor or the hospital are hard to read. People miss appointments.",
        "A coffee morning where volunteers read letters with you and help to ring the clinic.",
        "About thirty families near the health centre.",
        "Room €900, coffee €600, two tablets €800, training for volunteers €1,600.",
        before="I worked as a nurse.", speaks=("en", "ti"), interpreter="Tigrinya",
    ),
    _project(
        "victor", "Victor Osei", "Allotment Radio", I_, COV, "active-citizenship", 4200,
        "Nobody on the radio sounds like our street.",
        "We record shows on an allotment, with gardeners of five languages, and put them online.",
        "Twenty people learn to make a show. A few hundred listen.",
        "Recorder and microphones €1,900, hosting €300, travel €500, training €1,500.",
        speaks=("en", "ak"),
    ),
    _project(
        "nour", "Nour Saleh", "Open Table", E_, COV, "employment", 5000,
        "Cooks who are new here clean offices, because no kitchen will try them.",
        "A lunch club in a church hall, cooked by a different person each week.",
        "Six cooks, and forty guests a week.",
        "Kitchen tools €2,200, food safety course €600, first food €1,200, tables €1,000.",
        speaks=("ar", "en"), language="ar",
    ),
    _project(
        "gabriela", "Gabriela Moraru", "Mothers Who Code", I_, COV, "employment", 4500,
        "Courses are in the evening, when children go to bed.",
        "Coding mornings with a crèche in the next room.",
        "Ten mothers, two courses a year.",
        "Laptops €2,500, crèche €1,500, room €500.",
        speaks=("en", "ro"),
    ),
    _project(
        "ibrahim", "Ibrahim Conteh", "Sunday Football for All", I_, COV, "healthcare", 2500,
        "Boys hang about on Sundays, and quarrels begin.",
        "A mixed team with two coaches, and a talk after each match.",
        "Thirty boys and girls from 11 to 17.",
        "Kit €900, pitch €1,000, coach badge €600.",
        speaks=("en", "Krio"),
    ),
    _project(
        "leyla", "Leyla Demir", "Repair Before You Buy", E_, COV, "housing", 4700,
        "First flats are empty and furniture is expensive.",
        "We collect furniture, mend it with the new tenants, and bring it up the stairs.",
        "Fifty homes in the first year.",
        "Van hire €2,000, tools €1,700, store room €1,000.",
        speaks=("en", "tr"),
    ),
    _project(
        "hugo", "Hugo Ferreira", "Chess in the Launderette", I_, COV, "active-citizenship", 1200,
        "People sit alone while their washing turns.",
        "Chess sets and a teacher in three launderettes.",
        "Whoever waits.",
        "Chess sets €300, teacher €900.",
        speaks=("en", "pt"),
    ),
    _project(
        "marta", "Marta Kral", "Seaside Trips", I_, COV, "healthcare", 5000,
        "Children have never seen the sea.",
        "Four coaches to the coast in summer.",
        "Two hundred children.",
        "Coaches €4,400, ice cream €600.",
    ),
)
"""The call that is over. The first eight came to the course."""

SECOND = (
    _project(
        "yousef", "Yousef Haddad", "Date Palm Bakery", E_, BIR, "employment", 5000,
        "Good flat bread comes from far away, and bakers here look for work.",
        "A small bakery that trains two young people at a time.",
        "Six trainees in a year, and the neighbourhood.",
        "Oven €2,600, trays €400, flour €600, training €1,400.",
        speaks=("ar", "en"), language="ar",
    ),
    _project(
        "chidi", "Chidi Eze", "Handsworth Handymen", E_, BIR, "housing", 4600,
        "Older people wait weeks for small repairs.",
        "A team on cargo bikes mends taps, shelves and locks for a fair price.",
        "A hundred homes a year.",
        "Two cargo bikes €2,800, tools €1,300, insurance €500.",
        speaks=("en", "ig"),
    ),
    _project(
        "farah", "Farah Nadir", "Know Your Clinic", I_, BIR, "healthcare", 3500,
        "People go to hospital because they do not know where else to go.",
        "Short films by neighbours, in six languages, on where to go with what.",
        "Everybody with a phone in Sparkbrook.",
        "Camera €1,100, editing €1,400, translation €1,000.",
        speaks=("en", "fa"),
    ),
    _project(
        "bogdan", "Bogdan Rusu", "Warm Walls", I_, BIR, "housing", 4000,
        "Rented rooms are damp, and tenants blame themselves.",
        "We lend damp meters and teach tenants what to do and what to ask for.",
        "Sixty tenants.",
        "Meters €800, leaflets €700, law centre sessions €2,500.",
        speaks=("en", "ro"),
    ),
    _project(
        "esther", "Esther Mbala", "Choir of the Crossing", I_, BIR, "active-citizenship", 2800,
        "People live side by side and never meet.",
        "A choir that sings one song from each member's childhood.",
        "Forty singers.",
        "Choir leader €1,800, room €600, song sheets €400.",
        speaks=("fr", "en"), interpreter="French",
    ),
    _project(
        "dariusz", "Dariusz Lis", "Night Shift Crèche", E_, BIR, "employment", 5000,
        "Parents on night shifts have nobody for the early hours.",
        "Childcare from five to nine in the morning, by trained neighbours.",
        "Fifteen families.",
        "Training €2,000, toys and beds €1,500, checks and insurance €1,500.",
        speaks=("en", "pl"),
    ),
    _project(
        "rania", "Rania Aziz", "Garden of Small Plots", I_, BIR, "healthcare", 3000,
        "There is no green place to sit.",
        "Raised beds behind the mosque and the church, one gate for both.",
        "Twenty families.",
        "Beds €1,500, soil €800, tools €700.",
        speaks=("ar", "en"), language="ar",
    ),
    _project(
        "kwame", "Kwame Boadi", "Phones Get a Second Life", E_, BIR, "employment", 3200,
        "Old phones lie in drawers while pupils have none.",
        "Pupils learn to repair phones and give every third one away.",
        "Twenty pupils.",
        "Tools €1,200, parts €1,500, bench €500.",
        speaks=("en", "ak"),
    ),
)
"""The call whose awards are under way."""

THIRD = (
    _project(
        "zainab", "Zainab Warsame", "Henna and Numbers", E_, WOL, "employment", 3600,
        "Women earn with henna and have no idea if they make a profit.",
        "A shared studio with a bookkeeping hour each week.",
        "Eight women.",
        "Chairs and lamps €1,400, rent €1,200, bookkeeper €1,000.",
        speaks=("so", "en"), interpreter="Somali",
    ),
    _project(
        "mikhail", "Mikhail Borsuk", "Wolves Woodshop", E_, WOL, "employment", 5000,
        "Wood from building sites is burnt.",
        "We collect it and make planters and benches with people who look for work.",
        "Ten people in a year.",
        "Saw and planer €2,800, safety course €900, van days €1,300.",
        speaks=("en", "uk"),
    ),
    _project(
        "priya", "Priya Malhotra", "Sari Library", E_, WOL, "active-citizenship", 2900,
        "A wedding sari is worn once and costs a month's pay.",
        "We lend them, with a story card about who wore each.",
        "Sixty families.",
        "Racks €600, cleaning €1,300, website €1,000.",
        speaks=("en", "pa"),
    ),
    _project(
        "samuel", "Samuel Tekle", "Walk With Me", I_, WOL, "healthcare", 2200,
        "People who fled sleep badly and stay inside.",
        "Slow walks with a nurse and a tea afterwards, twice a week.",
        "Twenty-five walkers.",
        "Nurse €1,500, tea €300, boots €400.",
        speaks=("ti", "en"), interpreter="Tigrinya",
    ),
    _project(
        "elif", "Elif Kaya", "Story Post", I_, WOL, "active-citizenship", 1800,
        "Grandparents and grandchildren do not share a language.",
        "Old people tell a story, young people draw it, and we print a small paper.",
        "Thirty pairs.",
        "Printing €1,100, paper and pens €300, travel €400.",
        speaks=("en", "tr"),
    ),
    _project(
        "jerome", "Jérôme Kalonji", "Sound of the Ring Road", I_, WOL, "active-citizenship", 4000,
        "Teenagers make music at home, alone.",
        "A studio in two containers, open after school.",
        "Fifty teenagers.",
        "Containers €1,800, microphones €1,400, teacher €800.",
        speaks=("fr", "en"),
    ),
    _project(
        "halima", "Halima Yusuf", "Halal Meals on Wheels", E_, WOL, "healthcare", 4900,
        "Old neighbours get meals that they do not eat.",
        "We cook what they know and bring it with a chat.",
        "Thirty people, three days a week.",
        "Boxes €700, kitchen hire €2,400, e-bike €1,800.",
        speaks=("so", "en"),
    ),
)
"""The call that pitches today (first four) or is still learning (the others)."""

OPEN = (
    _project(
        "dina", "Dina Shaheen", "Homework Café", I_, COV, "active-citizenship", 2700,
        "Parents cannot help with homework in English.",
        "Students help in a café after school; parents learn in the next room.",
        "Twenty-five families.",
        "Room €1,200, books €500, snacks €1,000.",
        speaks=("ar", "en"), language="ar",
    ),
    _project(
        "lucas", "Lucas Prado", "Tool Library Radford", E_, COV, "housing", 3400,
        "Nobody needs a drill every day.",
        "We lend tools for a small fee and show how to use them.",
        "Two hundred members.",
        "Tools €2,300, shelves €500, software €600.",
        speaks=("pt", "en"),
    ),
    _project(
        "oksana", "Oksana Melnyk", "First Job Fridays", I_, BIR, "employment", 3100,
        "People with degrees pack boxes.",
        "Every Friday three employers come and explain how to apply.",
        "Eighty people.",
        "Room €900, travel €700, certificates checked €1,500.",
        speaks=("uk", "en"),
    ),
    _project(
        "abdul", "Abdul Rahimi", "Tandoor on Tour", E_, BIR, "employment", 5000,
        "We have a recipe and no kitchen.",
        "A clay oven on a trailer, at markets and school fairs.",
        "Four jobs.",
        "Trailer €3,200, oven €900, licence €900.",
        speaks=("fa", "en"), interpreter="Dari",
    ),
    _project(
        "hanna", "Hanna Berhe", "Braids and Basics", E_, WOL, "employment", 3800,
        "Girls leave school and earn nothing from what they do well.",
        "A hair salon that also teaches till, tax and talking to customers.",
        "Twelve girls.",
        "Chairs €1,600, products €900, teacher €1,300.",
        speaks=("am", "en"),
    ),
    _project(
        "peter", "Peter Ndlovu", "My Taxi Licence", E_, WOL, "employment", 5000,
        "I need a licence and a car to work.",
        "I will drive a taxi.",
        "My customers.",
        "Licence €600, deposit for a car €4,400.",
    ),
    _project(
        "sofia", "Sofia Antunes", "Window Box Club", I_, COV, "housing", 900,
        "Our block looks grey.",
        "Window boxes for forty flats, planted together.",
        "Forty flats.",
        "Boxes €500, earth and seeds €400.",
        speaks=("pt", "en"),
    ),
    _project(
        "reza", "Reza Daneshvar", "Film Night, Two Languages", I_, BIR, "active-citizenship", 1500,
        "New and old neighbours watch alone.",
        "A film a month with subtitles in two languages, and soup.",
        "Sixty guests.",
        "Projector €700, licences €500, soup €300.",
        speaks=("fa", "en"),
    ),
    _project(
        "mariam", "Mariam Toure", "Pattern Exchange", E_, COV, "employment", 2600,
        "Patterns are dear and cloth is thrown away.",
        "A shelf of patterns and a cutting table, open to all.",
        "Fifty people who sew.",
        "Table €700, patterns €900, scissors €300, room €700.",
        speaks=("fr", "en"),
    ),
)
"""The call that is open now."""

LATE = (
    _project(
        "yara", "Yara Haddad", "Sewing Box Library", I_, COV, "active-citizenship", 800,
        "A sewing machine is dear, and most stand still.",
        "A shelf of machines that people borrow for a week.",
        "Forty families.",
        "Two machines €500, thread €300.",
        speaks=("ar", "en"), language="ar",
    ),
    _project(
        "emeka", "Emeka Obi", "Bread on Friday", E_, COV, "employment", 900,
        "Bread for everybody is far away on our estate.",
        "One oven, one day a week, six learners.",
        "Six learners, and who eats.",
        "Flour €300, oven rent €600.",
    ),
)
"""Who was too late for a call that has just closed."""
# fmt: on
