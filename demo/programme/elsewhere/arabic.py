"""The demo's names in Arabic, made by a machine."""

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
