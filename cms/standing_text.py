"""The words a new site begins with, in every language we offer; editors change them in the admin.

The privacy and accessibility texts say what this software really does. Whoever changes what it
stores, asks or sends changes them here too. French and Ukrainian stand in files of their own.
"""

from dataclasses import replace

from . import standing_french, standing_ukrainian
from .standing_words import Words

HOME = {
    "en": Words(
        "Home",
        "Money, training and a mentor for people who want to start something good in their city.",
        extra={"heading": "Good ideas grow on the road you walk together"},
    ),
    "ar": Words(
        "الصفحة الرئيسية",
        "منحة وتدريب ومرشد لكل من يريد أن يبدأ شيئًا نافعًا في مدينته.",
        extra={"heading": "الأفكار الطيبة تكبر على طريق نمشيه معًا"},
    ),
}
CALLS = {
    "en": Words("Calls", "A call is a time when you can ask for a grant. Here is what is open."),
    "ar": Words("الدعوات", "الدعوة هي فترة يمكنك فيها طلب منحة. هنا ترى ما هو مفتوح الآن."),
}
STORIES = {
    "en": Words("Stories", "People tell what they started, what went well and what was hard."),
    "ar": Words("القصص", "أناس يحكون ماذا بدأوا، وما الذي نجح، وما الذي كان صعبًا."),
}
PROJECTS = {
    "en": Words(
        "Projects",
        "What people start with a grant. Each founder decides whether their project is shown.",
    ),
    "ar": Words("المشاريع", "ما يبدأه الناس بمنحة. كل صاحب مشروع يقرر هل يظهر مشروعه هنا."),
}
EVENTS = {
    "en": Words("Events", "Days to meet, learn and ask. Everybody may come; you need no account."),
    "ar": Words("الفعاليات", "أيام نلتقي فيها ونتعلم ونسأل. الكل مدعو، ولا تحتاج إلى حساب."),
}
IMPACT = {
    "en": Words(
        "What we have reached",
        "Our promises beside what has happened so far. Every number has its date and its source.",
    ),
    "ar": Words("ما وصلنا إليه", "وعودنا بجانب ما تحقق حتى الآن. لكل رقم تاريخه ومصدره."),
}
NEWS = {
    "en": Words("News", "What is new in the programme, newest first."),
    "ar": Words("الأخبار", "ما الجديد في البرنامج، والأحدث أولًا."),
}
RESOURCES = {
    "en": Words(
        "Resources",
        "Guides, forms and templates that you can read, print and share, in many languages.",
    ),
    "ar": Words(
        "الموارد",
        "أدلة ونماذج وقوالب يمكنك أن تقرأها وتطبعها وتشاركها، بلغات كثيرة.",
    ),
}
JOURNALS = {
    "en": Words(
        "Journals",
        "What the programme sees and learns, month by month. A zoom-in looks at one thing closely.",
    ),
    "ar": Words(
        "النشرات",
        "ما يراه البرنامج وما يتعلمه شهرًا بعد شهر. والنظرة المقرّبة تتناول أمرًا واحدًا عن قرب.",
    ),
}
LESSONS = {
    "en": Words("Lessons", "What was hard, what we did about it, and what came of it."),
    "ar": Words("الدروس", "ما كان صعبًا، وماذا فعلنا، وماذا كانت النتيجة."),
}
PARTNERS = {
    "en": Words("Partners and funders", "Who works on the programme, and who pays for it."),
    "ar": Words("الشركاء والممولون", "من يعمل في البرنامج، ومن يموّله."),
}
PRIVACY = {
    "en": Words(
        "Your data",
        "What we know about you, who sees it, and what you can do about it.",
        "<h2>What we keep</h2>"
        "<p>When you only read this website, we keep nothing about you. There is no tracking and "
        "nothing is loaded from other companies.</p>"
        "<p>When you apply, we keep what you write: your name, your e-mail, your answers and your "
        "files. When you get a grant, we also keep the agreement and what was paid.</p>"
        "<p>When you ask for a place at an event, we keep your name, your e-mail and what you "
        "need.</p>"
        "<p>We do not ask for your nationality or keep copies of immigration papers.</p>"
        "<h2>Who sees it</h2><ul>"
        "<li>The programme team of your city reads your application.</li>"
        "<li>Judges read your answers. They do not see your e-mail or phone number.</li>"
        "<li>Your mentor sees your project, not your bank details.</li></ul>"
        "<p>Each time a member of the team opens your application, it is written down.</p>"
        "<h2>Cookies</h2>"
        "<p>We use small cookies, and only our own. None of them follows you anywhere. Below on "
        "this page you find each one, what it is for and how long it stays.</p>"
        "<h2>Stories</h2>"
        "<p>We tell your story only if you agree. You choose the name we show. You get a private "
        "link: with it you can take your story down at any time, and you need not say why.</p>"
        "<h2>Your rights</h2>"
        "<p>You can ask what we know about you, have mistakes put right, or ask us to delete it. "
        "Talk to anyone in the team of {programme}. {lead} answers for your data.</p>",
    ),
    "ar": Words(
        "بياناتك",
        "ماذا نعرف عنك، ومن يراه، وماذا يمكنك أن تفعل.",
        "<h2>ماذا نحفظ</h2>"
        "<p>إذا كنت تقرأ هذا الموقع فقط فلا نحفظ عنك شيئًا. لا نتتبعك، ولا نحمّل شيئًا "
        "من شركات أخرى.</p>"
        "<p>عندما تقدّم طلبًا نحفظ ما تكتبه: اسمك وبريدك الإلكتروني وإجاباتك وملفاتك. "
        "وإذا حصلت على منحة نحفظ أيضًا الاتفاقية وما دُفع لك.</p>"
        "<p>عندما تطلب مقعدًا في فعالية نحفظ اسمك وبريدك وما تحتاج إليه.</p>"
        "<p>لا نسأل عن جنسيتك ولا نحفظ نسخًا من أوراق الإقامة.</p>"
        "<h2>من يراه</h2><ul>"
        "<li>فريق البرنامج في مدينتك يقرأ طلبك.</li>"
        "<li>المحكّمون يقرؤون إجاباتك، ولا يرون بريدك ولا رقم هاتفك.</li>"
        "<li>مرشدك يرى مشروعك، ولا يرى بيانات حسابك المصرفي.</li></ul>"
        "<p>كلما فتح أحد من الفريق طلبك سُجّل ذلك.</p>"
        "<h2>ملفات تعريف الارتباط</h2>"
        "<p>نستخدم ملفات صغيرة من موقعنا فقط، ولا يتتبعك أي منها. تجد في أسفل هذه الصفحة كل ملف "
        "وغرضه ومدة بقائه.</p>"
        "<h2>القصص</h2>"
        "<p>لا ننشر قصتك إلا إذا وافقت. أنت تختار الاسم الذي نعرضه. ونعطيك رابطًا خاصًا "
        "تستطيع به إزالة قصتك في أي وقت دون أن تذكر السبب.</p>"
        "<h2>حقوقك</h2>"
        "<p>يمكنك أن تسأل عما نعرفه عنك، أو تطلب تصحيحه أو حذفه. تحدّث مع أي شخص في فريق "
        "{programme}. "
        "المسؤول عن بياناتك هو {lead}.</p>",
    ),
}
ACCESSIBILITY = {
    "en": Words(
        "Accessibility",
        "Everyone should be able to use this website. Here is how we try, and what is missing.",
        "<h2>What works</h2><ul>"
        "<li>You can do everything with the keyboard alone.</li>"
        "<li>You can make the text four times larger. Nothing is cut off.</li>"
        "<li>It works on a small phone and without scripts.</li>"
        "<li>If your device is set to dark, the pages are dark.</li>"
        "<li>Pictures that tell you something have a description. Charts have a table.</li>"
        "<li>Arabic pages run from right to left.</li></ul>"
        "<h2>How we check</h2>"
        "<p>Our aim is the standard WCAG 2.2, level AA. A program checks the pages for "
        "common mistakes each time we change the site. We also look at them on a phone and use "
        "them with the keyboard. Nobody from outside has checked the site yet.</p>"
        "<h2>What is missing</h2><ul>"
        "<li>A machine made the words of the other languages. Pages that nobody has read yet "
        "say so.</li>"
        "<li>There are no videos in sign language and no easy-read version yet.</li></ul>"
        "<h2>Tell us</h2>"
        "<p>If something does not work for you, tell anyone in the team of {programme}. "
        "You can also apply with help from another person, on paper or by phone.</p>",
    ),
    "ar": Words(
        "سهولة الاستخدام",
        "من حق الجميع استخدام هذا الموقع. هنا نخبرك كيف نحاول، وما الذي ينقص.",
        "<h2>ما الذي يعمل</h2><ul>"
        "<li>يمكنك استخدام كل شيء بلوحة المفاتيح وحدها.</li>"
        "<li>يمكنك تكبير النص أربع مرات دون أن يُقطع شيء.</li>"
        "<li>يعمل الموقع على هاتف صغير وبدون برامج إضافية في المتصفح.</li>"
        "<li>إذا كان جهازك على الوضع الداكن فالصفحات داكنة.</li>"
        "<li>للصور المفيدة وصف، وللرسوم البيانية جدول.</li>"
        "<li>الصفحات العربية من اليمين إلى اليسار.</li></ul>"
        "<h2>كيف نتحقق</h2>"
        "<p>هدفنا معيار WCAG 2.2 بمستوى AA. برنامج يفحص الصفحات بحثًا عن الأخطاء الشائعة "
        "كلما غيّرنا "
        "الموقع، ونحن ننظر إليها على الهاتف ونستخدمها بلوحة المفاتيح. لم يفحص الموقع أحد "
        "من خارج الفريق بعد.</p>"
        "<h2>ما الذي ينقص</h2><ul>"
        "<li>ترجمت آلة كلمات اللغات الأخرى. والصفحات التي لم يقرأها أحد بعد تقول ذلك.</li>"
        "<li>لا توجد بعد مقاطع بلغة الإشارة ولا نسخة مبسطة.</li></ul>"
        "<h2>أخبرنا</h2>"
        "<p>إذا لم يعمل شيء معك فأخبر أي شخص في فريق {programme}. "
        "ويمكنك أيضًا أن تقدّم طلبك بمساعدة شخص آخر أو على الورق أو بالهاتف.</p>",
    ),
}
PAGES = {
    "HOME": HOME,
    "CALLS": CALLS,
    "STORIES": STORIES,
    "PROJECTS": PROJECTS,
    "EVENTS": EVENTS,
    "IMPACT": IMPACT,
    "NEWS": NEWS,
    "RESOURCES": RESOURCES,
    "JOURNALS": JOURNALS,
    "LESSONS": LESSONS,
    "PARTNERS": PARTNERS,
    "PRIVACY": PRIVACY,
    "ACCESSIBILITY": ACCESSIBILITY,
}
for _name, _texts in PAGES.items():
    _texts["ar"] = replace(_texts["ar"], machine_made=True)
    _texts["fr"] = standing_french.PAGES[_name]
    _texts["uk"] = standing_ukrainian.PAGES[_name]
