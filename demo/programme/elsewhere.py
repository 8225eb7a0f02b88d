"""The demo's names in the other languages, by their English words; all made by a machine."""

ARABIC = {
    "Open Doors West Midlands (demo)": "أبواب مفتوحة، ويست ميدلاندز (عرض تجريبي)",
    "A demo. The programme, its people and its stories are invented. It is modelled on "
    "MiFriendly Cities, which worked in Coventry, Birmingham and Wolverhampton until 2021.": (
        "هذا عرض تجريبي. البرنامج وأشخاصه وقصصه من الخيال. وهو على مثال برنامج MiFriendly Cities "
        "الذي عمل في كوفنتري وبرمنغهام وولفرهامبتون حتى عام 2021."
    ),
    "This is a demo and nobody funds it. Its model, MiFriendly Cities, was co-financed by the "
    "European Regional Development Fund through the Urban Innovative Actions initiative.": (
        "هذا عرض تجريبي لا يموّله أحد. والبرنامج الذي بُني على مثاله، MiFriendly Cities، شارك في "
        "تمويله الصندوق الأوروبي للتنمية الإقليمية من خلال مبادرة الأعمال الحضرية المبتكرة."
    ),
    "Coventry": "كوفنتري",
    "Birmingham": "برمنغهام",
    "Wolverhampton": "ولفرهامبتون",
    "Housing": "السكن",
    "A safe home, and what makes a house one.": "بيت آمن، وما يجعل المكان بيتًا.",
    "Healthcare": "الرعاية الصحية",
    "Feeling well, and finding the right help in time.": (
        "أن تكون بخير، وأن تجد العون المناسب في وقته."
    ),
    "Employment": "العمل",
    "Work, skills and own businesses.": "عمل ومهارات ومشاريع خاصة.",
    "Active citizenship": "المواطنة الفاعلة",
    "Having a say and doing one's part.": "أن يكون لك رأي، وأن تقوم بدورك.",
    "Social enterprise": "مشروع اجتماعي",
    "A business that earns money and does good.": "عمل يكسب المال ويصنع الخير.",
    "Social innovation project": "مشروع ابتكار اجتماعي",
    "A new way to solve a problem of the street.": "طريقة جديدة لحل مشكلة في الحي.",
    "Leads the programme": "تقود البرنامج",
    "City partner in Birmingham": "شريك المدينة في برمنغهام",
    "City partner in Wolverhampton": "شريك المدينة في ولفرهامبتون",
    "Looks into what works": "تبحث فيما ينجح",
    "Runs the course and pitch days": "تنظّم الدورة وأيام عرض المشاريع",
    "Free advice on rights": "مشورة مجانية عن الحقوق",
    "Jobs, training and workshops": "عمل وتدريب وورش",
    "Shares what was learnt": "تنشر ما تعلّمناه",
    "Led by migrants: stories and newsroom": "يقودها مهاجرون: قصص وأخبار",
    "Led by migrants: help in Coventry": "يقودها مهاجرون: عون في كوفنتري",
    "Led by migrants: help in the Black Country": "يقودها مهاجرون: عون في البلاد السوداء",
    "Paid for the model of this demo": "دفعت للبرنامج الذي بُني هذا العرض على مثاله",
    "Organisations in the partnership of the model": "المؤسسات الشريكة في البرنامج المثال",
    "organisations": "مؤسسات",
    "Coventry City Council, page on the MiFriendly Cities project": (
        "مجلس مدينة كوفنتري، صفحة مشروع MiFriendly Cities"
    ),
    "People at the launch of the model": "من حضروا إطلاق البرنامج المثال",
    "people": "أشخاص",
    "Urban Innovative Actions, news on the launch in Coventry, June 2018": (
        "الأعمال الحضرية المبتكرة، خبر الإطلاق في كوفنتري، يونيو 2018"
    ),
    "People on the first course of the model": "المتدربون في أول دورة للبرنامج المثال",
    "People who completed the first course of the model": "من أكملوا أول دورة للبرنامج المثال",
    "Urban Innovative Actions, project news of 12 February 2019": (
        "الأعمال الحضرية المبتكرة، أخبار المشروع في 12 فبراير 2019"
    ),
    "Projects that the model set out to support, at most": (
        "أقصى عدد من المشاريع أراد البرنامج المثال دعمه"
    ),
    "projects": "مشاريع",
    "MiFriendly Cities project journal 5, Urban Innovative Actions, October 2020": (
        "اليومية الخامسة لمشروع MiFriendly Cities، الأعمال الحضرية المبتكرة، أكتوبر 2020"
    ),
    "About MiFriendly Cities, the model of this demo": (
        "عن MiFriendly Cities، البرنامج الذي بُني هذا العرض على مثاله"
    ),
    "Work safely on homes": "اعمل بأمان في البيوت",
    "Six hours about damp, tools and ladders, with somebody who builds.": (
        "ست ساعات عن الرطوبة والأدوات والسلالم، مع بنّاء."
    ),
    "Start your project": "ابدأ مشروعك",
    "Twenty hours in four weeks: from a first idea to a plan you can pitch.": (
        "عشرون ساعة في أربعة أسابيع: من أول فكرة إلى خطة تعرضها."
    ),
    "First steps": "الخطوات الأولى",
    "Open doors": "أبواب مفتوحة",
    "Warm homes": "بيوت دافئة",
    "Small tools": "أدوات صغيرة",
    "Made in Birmingham": "صُنع في برمنغهام",
    "Wolverhampton works": "ولفرهامبتون تعمل",
    "Coventry, first cohort": "كوفنتري، المجموعة الأولى",
    "Birmingham, spring": "برمنغهام، الربيع",
    "Wolverhampton, spring": "ولفرهامبتون، الربيع",
    "Wolverhampton, evenings": "ولفرهامبتون، مساءً",
    "Wolverhampton, mornings": "ولفرهامبتون، صباحًا",
    "The Old Post Office, Hillfields": "مكتب البريد القديم، هيلفيلدز",
    "Lozells Library": "مكتبة لوزلز",
    "Heath Town Hub": "مركز هيث تاون",
    "We pay for your bus. There is a crèche, and lunch is on us.": (
        "ندفع أجرة الحافلة. وهناك من يعتني بالأطفال، والغداء علينا."
    ),
    "What problem do you solve?": "أي مشكلة تحلّ؟",
    "Who pays, and for what?": "من يدفع، ومقابل ماذا؟",
    "Numbers": "الأرقام",
    "Your pitch": "عرض مشروعك",
    "Pitch day, Coventry": "يوم عرض المشاريع، كوفنتري",
    "Pitch day, Birmingham": "يوم عرض المشاريع، برمنغهام",
    "Pitch day, Wolverhampton": "يوم عرض المشاريع، ولفرهامبتون",
    "Need": "الحاجة",
    "Is the problem real, and do the people it is for say so?": (
        "هل المشكلة حقيقية، وهل يقول ذلك من يعيشونها؟"
    ),
    "Idea": "الفكرة",
    "Is it clear what will happen, and could it work?": "هل واضح ما سيحدث، وهل يمكن أن ينجح؟",
    "People": "الناس",
    "Does the person or group know the community and have what it takes?": (
        "هل يعرف الشخص أو المجموعة الناس هنا، وهل لديهم ما يلزم؟"
    ),
    "Money": "المال",
    "Is the budget sensible, and is there a way on after the grant?": (
        "هل الميزانية معقولة، وهل يستمر المشروع بعد المنحة؟"
    ),
    "New": "الجديد",
    "Does it try something that nobody does here yet?": "هل يجرّب شيئًا لا يفعله أحد هنا بعد؟",
    "Not there": "غير موجود",
    "Very weak": "ضعيف جدًا",
    "Some of it": "بعضه موجود",
    "Good enough": "مقبول",
    "Good": "جيد",
    "Very good": "جيد جدًا",
    "First reading, Coventry": ("القراءة الأولى، كوفنتري"),
    "First reading, Wolverhampton": ("القراءة الأولى، ولفرهامبتون"),
    "I keep what I read and hear to myself.\n\nI say whom I know, and keep out of "
    "it.\n\nI give my own marks first, and talk about them after.": (
        "أحتفظ لنفسي بما أقرأ وأسمع.\n\nأقول من أعرف، وأبتعد عن طلبه.\n\nأعطي علاماتي أولًا، "
        "ثم نتحدث عنها."
    ),
    "A repair corner (sample)": ("ركن للتصليح (نموذج)"),
    "Our street throws away good things. Two of us can repair lamps and kettles. We want "
    "a corner in the library every Saturday. People pay what they can. We need tools for "
    "900 pounds and a cupboard that locks. We asked 30 neighbours: 22 would come.": (
        "شارعنا يرمي أشياء جيدة. اثنان منا يصلحان المصابيح والغلايات. نريد ركنًا في المكتبة "
        "كل سبت. يدفع الناس ما يقدرون عليه. نحتاج إلى أدوات بـ 900 جنيه وخزانة بقفل. سألنا "
        "30 جارًا: 22 منهم سيأتون."
    ),
    "A better world (sample)": ("عالم أفضل (نموذج)"),
    "We will help many people in many ways. Everybody needs help. With the money we will "
    "buy a van and see. Later we will ask what people want.": (
        "سنساعد ناسًا كثيرين بطرق كثيرة. الجميع يحتاج إلى مساعدة. بالمال سنشتري سيارة ثم "
        "نرى. وبعد ذلك نسأل الناس ماذا يريدون."
    ),
}
FRENCH = {
    "Open Doors West Midlands (demo)": "Portes ouvertes, West Midlands (démo)",
    "A demo. The programme, its people and its stories are invented. It is modelled on "
    "MiFriendly Cities, which worked in Coventry, Birmingham and Wolverhampton until 2021.": (
        "Une démo. Le programme, ses gens et ses histoires sont inventés. Elle suit l’exemple de "
        "MiFriendly Cities, qui a travaillé à Coventry, Birmingham et Wolverhampton jusqu’en 2021."
    ),
    "This is a demo and nobody funds it. Its model, MiFriendly Cities, was co-financed by the "
    "European Regional Development Fund through the Urban Innovative Actions initiative.": (
        "Ceci est une démo, et personne ne la finance. Son modèle, MiFriendly Cities, a été "
        "cofinancé par le Fonds européen de développement régional, dans l’initiative Actions "
        "innovatrices urbaines."
    ),
    "Coventry": "Coventry",
    "Birmingham": "Birmingham",
    "Wolverhampton": "Wolverhampton",
    "Housing": "Logement",
    "A safe home, and what makes a house one.": "Un toit sûr, et ce qui en fait un chez-soi.",
    "Healthcare": "Santé",
    "Feeling well, and finding the right help in time.": (
        "Se sentir bien, et trouver la bonne aide à temps."
    ),
    "Employment": "Emploi",
    "Work, skills and own businesses.": "Travail, savoir-faire et petites entreprises.",
    "Active citizenship": "Citoyenneté active",
    "Having a say and doing one's part.": "Donner son avis et faire sa part.",
    "Social enterprise": "Entreprise sociale",
    "A business that earns money and does good.": (
        "Une entreprise qui gagne de l’argent et fait du bien."
    ),
    "Social innovation project": "Projet d’innovation sociale",
    "A new way to solve a problem of the street.": (
        "Une nouvelle façon de résoudre un problème du quartier."
    ),
    "Leads the programme": "Dirige le programme",
    "City partner in Birmingham": "Ville partenaire à Birmingham",
    "City partner in Wolverhampton": "Ville partenaire à Wolverhampton",
    "Looks into what works": "Étudie ce qui marche",
    "Runs the course and pitch days": "Organise la formation et les journées de présentation",
    "Free advice on rights": "Conseils gratuits sur les droits",
    "Jobs, training and workshops": "Emplois, formations et ateliers",
    "Shares what was learnt": "Partage ce qu’on a appris",
    "Led by migrants: stories and newsroom": "Menée par des migrants : histoires et rédaction",
    "Led by migrants: help in Coventry": "Menée par des migrants : aide à Coventry",
    "Led by migrants: help in the Black Country": (
        "Menée par des migrants : aide dans le Black Country"
    ),
    "Paid for the model of this demo": "A payé le modèle de cette démonstration",
    "Organisations in the partnership of the model": "Organisations partenaires du modèle",
    "organisations": "organisations",
    "Coventry City Council, page on the MiFriendly Cities project": (
        "Ville de Coventry, page sur le projet MiFriendly Cities"
    ),
    "People at the launch of the model": "Personnes au lancement du modèle",
    "people": "personnes",
    "Urban Innovative Actions, news on the launch in Coventry, June 2018": (
        "Actions innovatrices urbaines, nouvelle du lancement à Coventry, juin 2018"
    ),
    "People on the first course of the model": "Personnes à la première formation du modèle",
    "People who completed the first course of the model": (
        "Personnes qui ont terminé la première formation du modèle"
    ),
    "Urban Innovative Actions, project news of 12 February 2019": (
        "Actions innovatrices urbaines, nouvelles du projet du 12 février 2019"
    ),
    "Projects that the model set out to support, at most": (
        "Projets que le modèle voulait aider, au plus"
    ),
    "projects": "projets",
    "MiFriendly Cities project journal 5, Urban Innovative Actions, October 2020": (
        "Journal 5 du projet MiFriendly Cities, Actions innovatrices urbaines, octobre 2020"
    ),
    "About MiFriendly Cities, the model of this demo": (
        "Sur MiFriendly Cities, le modèle de cette démo"
    ),
    "Work safely on homes": "Travailler sans danger dans les logements",
    "Six hours about damp, tools and ladders, with somebody who builds.": (
        "Six heures sur l’humidité, les outils et les échelles, avec quelqu’un du bâtiment."
    ),
    "Start your project": "Lancer mon projet",
    "Twenty hours in four weeks: from a first idea to a plan you can pitch.": (
        "Vingt heures en quatre semaines : d’une première idée à un plan à présenter."
    ),
    "First steps": "Premiers pas",
    "Open doors": "Portes ouvertes",
    "Warm homes": "Maisons chaudes",
    "Small tools": "Petits outils",
    "Made in Birmingham": "Fait à Birmingham",
    "Wolverhampton works": "Wolverhampton travaille",
    "Coventry, first cohort": "Coventry, premier groupe",
    "Birmingham, spring": "Birmingham, printemps",
    "Wolverhampton, spring": "Wolverhampton, printemps",
    "Wolverhampton, evenings": "Wolverhampton, le soir",
    "Wolverhampton, mornings": "Wolverhampton, le matin",
    "The Old Post Office, Hillfields": "L’ancienne poste, Hillfields",
    "Lozells Library": "Bibliothèque de Lozells",
    "Heath Town Hub": "Maison de quartier de Heath Town",
    "We pay for your bus. There is a crèche, and lunch is on us.": (
        "Nous payons votre bus. Il y a une crèche, et le repas est offert."
    ),
    "What problem do you solve?": "Quel problème réglez-vous ?",
    "Who pays, and for what?": "Qui paie, et pour quoi ?",
    "Numbers": "Les chiffres",
    "Your pitch": "Votre présentation",
    "Pitch day, Coventry": "Journée de présentation, Coventry",
    "Pitch day, Birmingham": "Journée de présentation, Birmingham",
    "Pitch day, Wolverhampton": "Journée de présentation, Wolverhampton",
    "Need": "Besoin",
    "Is the problem real, and do the people it is for say so?": (
        "Le problème est-il réel, et les gens concernés le disent-ils ?"
    ),
    "Idea": "Idée",
    "Is it clear what will happen, and could it work?": (
        "Ce qui va se passer est-il clair, et cela peut-il marcher ?"
    ),
    "People": "Personnes",
    "Does the person or group know the community and have what it takes?": (
        "La personne ou le groupe connaît-il le quartier, et a-t-il ce qu’il faut ?"
    ),
    "Money": "Argent",
    "Is the budget sensible, and is there a way on after the grant?": (
        "Le budget est-il raisonnable, et le projet peut-il continuer après la subvention ?"
    ),
    "New": "Nouveauté",
    "Does it try something that nobody does here yet?": (
        "Essaie-t-il quelque chose que personne ne fait encore ici ?"
    ),
    "Not there": "Absent",
    "Very weak": "Très faible",
    "Some of it": "En partie",
    "Good enough": "Suffisant",
    "Good": "Bien",
    "Very good": "Très bien",
    "First reading, Coventry": ("Première lecture, Coventry"),
    "First reading, Wolverhampton": ("Première lecture, Wolverhampton"),
    "I keep what I read and hear to myself.\n\nI say whom I know, and keep out of "
    "it.\n\nI give my own marks first, and talk about them after.": (
        "Je garde pour moi ce que je lis et entends.\n\nJe dis qui je connais, et je ne juge "
        "pas son projet.\n\nJe donne d’abord mes propres notes, nous en parlons après."
    ),
    "A repair corner (sample)": ("Un coin réparation (exemple)"),
    "Our street throws away good things. Two of us can repair lamps and kettles. We want "
    "a corner in the library every Saturday. People pay what they can. We need tools for "
    "900 pounds and a cupboard that locks. We asked 30 neighbours: 22 would come.": (
        "Notre rue jette de bonnes choses. Deux d’entre nous savent réparer lampes et "
        "bouilloires. Nous voulons un coin à la bibliothèque chaque samedi. Chacun paie ce "
        "qu’il peut. Il faut 900 livres d’outils et une armoire qui ferme. Sur 30 voisins, "
        "22 viendraient."
    ),
    "A better world (sample)": ("Un monde meilleur (exemple)"),
    "We will help many people in many ways. Everybody needs help. With the money we will "
    "buy a van and see. Later we will ask what people want.": (
        "Nous aiderons beaucoup de gens de beaucoup de façons. Tout le monde a besoin "
        "d’aide. Avec l’argent, nous achèterons une camionnette, puis nous verrons. Plus "
        "tard, nous demanderons aux gens ce qu’ils veulent."
    ),
}
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
LANGUAGES = {"ar": ARABIC, "fr": FRENCH, "uk": UKRAINIAN}


def elsewhere(english: str) -> dict[str, str]:
    """The same words in each other language. Raises KeyError for words nobody translated."""
    return {code: words[english] for code, words in LANGUAGES.items()}
