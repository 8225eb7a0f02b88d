"""The demo's names in Ukrainian, made by a machine."""

UKRAINIAN = {
    "Open Doors West Midlands (demo)": "Відчинені двері, Вест-Мідлендс (демо)",
    "A demo. The programme, its people and its stories are invented. It is modelled on "
    "MiFriendly Cities, which worked in Coventry, Birmingham and Wolverhampton until 2021.": (
        "Демо. Програма, її люди та історії вигадані. Її зроблено за зразком MiFriendly Cities, "
        "що працювала в Ковентрі, Бірмінгемі та Вулвергемптоні до 2021 року."
    ),
    "This is a demo and nobody funds it. Its model, MiFriendly Cities, was co-financed by the "
    "European Regional Development Fund through the Urban Innovative Actions initiative.": (
        "Це демо, і його ніхто не фінансує. Його зразок, MiFriendly Cities, співфінансував "
        "Європейський фонд регіонального розвитку через ініціативу «Міські інноваційні дії»."
    ),
    "Coventry": "Ковентрі",
    "Birmingham": "Бірмінгем",
    "Wolverhampton": "Вулвергемптон",
    "Housing": "Житло",
    "A safe home, and what makes a house one.": "Безпечний дім і те, що робить його домом.",
    "Healthcare": "Здоров’я",
    "Feeling well, and finding the right help in time.": (
        "Добре почуватися і вчасно знайти потрібну допомогу."
    ),
    "Employment": "Робота",
    "Work, skills and own businesses.": "Робота, навички та власна справа.",
    "Active citizenship": "Активне громадянство",
    "Having a say and doing one's part.": "Мати голос і робити свою частку.",
    "Social enterprise": "Соціальне підприємство",
    "A business that earns money and does good.": "Справа, що заробляє гроші й робить добро.",
    "Social innovation project": "Проєкт соціальної інновації",
    "A new way to solve a problem of the street.": "Новий спосіб розв’язати проблему району.",
    "Leads the programme": "Керує програмою",
    "City partner in Birmingham": "Міський партнер у Бірмінгемі",
    "City partner in Wolverhampton": "Міський партнер у Вулвергемптоні",
    "Looks into what works": "Досліджує, що працює",
    "Runs the course and pitch days": "Проводить курс і дні презентацій",
    "Free advice on rights": "Безкоштовні поради про права",
    "Jobs, training and workshops": "Робота, навчання та майстерні",
    "Shares what was learnt": "Ділиться тим, чого навчилися",
    "Led by migrants: stories and newsroom": "Ведуть мігранти: історії та новини",
    "Led by migrants: help in Coventry": "Ведуть мігранти: допомога в Ковентрі",
    "Led by migrants: help in the Black Country": "Ведуть мігранти: допомога в Блек-Кантрі",
    "Paid for the model of this demo": "Оплатив зразок цієї демонстрації",
    "Organisations in the partnership of the model": "Організації-партнери зразка",
    "organisations": "організації",
    "Coventry City Council, page on the MiFriendly Cities project": (
        "Міська рада Ковентрі, сторінка про проєкт MiFriendly Cities"
    ),
    "People at the launch of the model": "Люди на відкритті зразка",
    "people": "люди",
    "Urban Innovative Actions, news on the launch in Coventry, June 2018": (
        "Міські інноваційні дії, новина про відкриття в Ковентрі, червень 2018"
    ),
    "People on the first course of the model": "Люди на першому курсі зразка",
    "People who completed the first course of the model": "Люди, що закінчили перший курс зразка",
    "Urban Innovative Actions, project news of 12 February 2019": (
        "Міські інноваційні дії, новини проєкту від 12 лютого 2019"
    ),
    "Projects that the model set out to support, at most": (
        "Скільки найбільше проєктів хотів підтримати зразок"
    ),
    "projects": "проєкти",
    "MiFriendly Cities project journal 5, Urban Innovative Actions, October 2020": (
        "Журнал 5 проєкту MiFriendly Cities, Міські інноваційні дії, жовтень 2020"
    ),
    "About MiFriendly Cities, the model of this demo": "Про MiFriendly Cities, зразок цього демо",
    "Work safely on homes": "Безпечна робота в оселях",
    "Six hours about damp, tools and ladders, with somebody who builds.": (
        "Шість годин про вогкість, інструменти й драбини, разом із будівельником."
    ),
    "Start your project": "Почніть свій проєкт",
    "Twenty hours in four weeks: from a first idea to a plan you can pitch.": (
        "Двадцять годин за чотири тижні: від першої ідеї до плану, який можна представити."
    ),
    "First steps": "Перші кроки",
    "Open doors": "Відчинені двері",
    "Warm homes": "Теплі домівки",
    "Small tools": "Невеликі інструменти",
    "Made in Birmingham": "Зроблено в Бірмінгемі",
    "Wolverhampton works": "Вулвергемптон працює",
    "Coventry, first cohort": "Ковентрі, перша група",
    "Birmingham, spring": "Бірмінгем, весна",
    "Wolverhampton, spring": "Вулвергемптон, весна",
    "Wolverhampton, evenings": "Вулвергемптон, вечори",
    "Wolverhampton, mornings": "Вулвергемптон, ранки",
    "The Old Post Office, Hillfields": "Стара пошта, Гіллфілдс",
    "Lozells Library": "Бібліотека Лозеллс",
    "Heath Town Hub": "Осередок Гіт-Таун",
    "We pay for your bus. There is a crèche, and lunch is on us.": (
        "Ми платимо за автобус. Є дитяча кімната, обід за наш рахунок."
    ),
    "What problem do you solve?": "Яку проблему ви розв’язуєте?",
    "Who pays, and for what?": "Хто платить і за що?",
    "Numbers": "Числа",
    "Your pitch": "Ваша презентація",
    "Pitch day, Coventry": "День презентацій, Ковентрі",
    "Pitch day, Birmingham": "День презентацій, Бірмінгем",
    "Pitch day, Wolverhampton": "День презентацій, Вулвергемптон",
    "Need": "Потреба",
    "Is the problem real, and do the people it is for say so?": (
        "Чи справжня проблема, і чи кажуть це люди, яких вона стосується?"
    ),
    "Idea": "Ідея",
    "Is it clear what will happen, and could it work?": "Чи ясно, що буде, і чи може це вдатися?",
    "People": "Люди",
    "Does the person or group know the community and have what it takes?": (
        "Чи знає людина або група громаду, і чи має все потрібне?"
    ),
    "Money": "Гроші",
    "Is the budget sensible, and is there a way on after the grant?": (
        "Чи розумний бюджет, і чи є дорога далі після гранту?"
    ),
    "New": "Нове",
    "Does it try something that nobody does here yet?": (
        "Чи пробує те, чого тут ще ніхто не робить?"
    ),
    "Not there": "Немає",
    "Very weak": "Дуже слабко",
    "Some of it": "Частково",
    "Good enough": "Достатньо",
    "Good": "Добре",
    "Very good": "Дуже добре",
    "First reading, Coventry": ("Перше читання, Ковентрі"),
    "First reading, Wolverhampton": ("Перше читання, Вулвергемптон"),
    "I keep what I read and hear to myself.\n\nI say whom I know, and keep out of "
    "it.\n\nI give my own marks first, and talk about them after.": (
        "Те, що читаю і чую, лишаю при собі.\n\nКажу, кого знаю, і не оцінюю його "
        "проєкт.\n\nСпершу ставлю власні бали, а потім ми говоримо про них."
    ),
    "A repair corner (sample)": ("Куточок ремонту (зразок)"),
    "Our street throws away good things. Two of us can repair lamps and kettles. We want "
    "a corner in the library every Saturday. People pay what they can. We need tools for "
    "900 pounds and a cupboard that locks. We asked 30 neighbours: 22 would come.": (
        "Наша вулиця викидає добрі речі. Двоє з нас уміють лагодити лампи й чайники. Ми "
        "хочемо куточок у бібліотеці щосуботи. Люди платять, скільки можуть. Потрібні "
        "інструменти на 900 фунтів і шафа із замком. Ми спитали 30 сусідів: 22 прийшли б."
    ),
    "A better world (sample)": ("Кращий світ (зразок)"),
    "We will help many people in many ways. Everybody needs help. With the money we will "
    "buy a van and see. Later we will ask what people want.": (
        "Ми допоможемо багатьом людям багатьма способами. Усім потрібна допомога. За гроші "
        "купимо фургон, а там побачимо. Потім спитаємо людей, чого вони хочуть."
    ),
}
