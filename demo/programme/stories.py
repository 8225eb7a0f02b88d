"""The words of the public pages. Every person and every quote is invented."""

from cms.actions import CallWords, StoryWords

INVENTED = "<p><em>This story is invented. It was made for this demo.</em></p>"
INVENTED_AR = "<p><em>هذه القصة خيالية. كُتبت لهذا العرض التجريبي.</em></p>"


def _call(title: str, introduction: str) -> CallWords:
    return CallWords(
        title=title,
        introduction=introduction,
        who_can_apply="<ul><li>You live in one of our cities.</li><li>Your idea helps other "
        "people there.</li><li>You can apply alone or as a group. You need no company.</li></ul>",
        what_it_pays="<p>Tools, rooms, travel, training and your first months. Not: debts, or "
        "things you have bought already.</p>",
        how_to_get_help="<p>Come to the welcome desk on Tuesdays, or write to us. We help in "
        "English and Arabic, and find an interpreter for other languages.</p>",
    )


def _call_ar(title: str, introduction: str) -> CallWords:
    return CallWords(
        title=title,
        introduction=introduction,
        who_can_apply="<ul><li>أن تسكن في إحدى مدننا.</li><li>أن تساعد فكرتك أشخاصًا آخرين فيها."
        "</li><li>يمكنك التقدّم وحدك أو مع مجموعة. لا تحتاج إلى شركة.</li></ul>",
        what_it_pays="<p>الأدوات والغرف والمواصلات والتدريب والأشهر الأولى. لا ندفع الديون ولا ما "
        "اشتريته من قبل.</p>",
        how_to_get_help="<p>تعال إلى مكتب الاستقبال يوم الثلاثاء أو اكتب إلينا. نساعدك بالإنجليزية "
        "والعربية، ونجد مترجمًا للغات أخرى.</p>",
    )


def _call_fr(title: str, introduction: str) -> CallWords:
    return CallWords(
        title=title,
        introduction=introduction,
        who_can_apply="<ul><li>Vous vivez dans une de nos villes.</li><li>Votre idée aide "
        "d’autres gens de cette ville.</li><li>Vous pouvez candidater seul, seule ou en groupe. "
        "Pas besoin d’entreprise.</li></ul>",
        what_it_pays="<p>Des outils, des salles, des trajets, des formations et vos premiers "
        "mois. Mais pas de dettes, ni ce que vous avez déjà acheté.</p>",
        how_to_get_help="<p>Venez à l’accueil le mardi, ou écrivez-nous. Nous aidons en anglais "
        "et en arabe, et trouvons un interprète pour les autres langues.</p>",
    )


def _call_uk(title: str, introduction: str) -> CallWords:
    return CallWords(
        title=title,
        introduction=introduction,
        who_can_apply="<ul><li>Ви живете в одному з наших міст.</li><li>Ваша ідея допомагає там "
        "іншим людям.</li><li>Заявку можна подати самому або групою. Фірма не потрібна.</li></ul>",
        what_it_pays="<p>Інструменти, кімнати, дорогу, навчання і перші місяці. Але не борги і не "
        "те, що вже куплено.</p>",
        how_to_get_help="<p>Приходьте до нас у вівторок або напишіть. Ми допомагаємо англійською "
        "та арабською, а для інших мов знайдемо перекладача.</p>",
    )


CALLS = {
    "first-steps": {
        "en": _call("First steps", "For first ideas in Coventry. Up to €5,000 and a course."),
        "ar": _call_ar("الخطوات الأولى", "للأفكار الأولى في كوفنتري. حتى 5,000 يورو ودورة."),
        "fr": _call_fr(
            "Premiers pas",
            "Pour les premières idées à Coventry. Jusqu’à 5 000 € et une formation.",
        ),
        "uk": _call_uk(
            "Перші кроки",
            "Для перших ідей у Ковентрі. До 5 000 євро і курс.",
        ),
    },
    "made-in-birmingham": {
        "en": _call("Made in Birmingham", "For projects in Birmingham. Up to €5,000."),
        "ar": _call_ar("صُنع في برمنغهام", "لمشاريع في برمنغهام. حتى 5,000 يورو."),
        "fr": _call_fr(
            "Fait à Birmingham",
            "Pour des projets à Birmingham. Jusqu’à 5 000 €.",
        ),
        "uk": _call_uk(
            "Зроблено в Бірмінгемі",
            "Для проєктів у Бірмінгемі. До 5 000 євро.",
        ),
    },
    "wolverhampton": {
        "en": _call("Wolverhampton works", "For projects in Wolverhampton. Up to €5,000."),
        "ar": _call_ar("ولفرهامبتون تعمل", "لمشاريع في ولفرهامبتون. حتى 5,000 يورو."),
        "fr": _call_fr(
            "Wolverhampton travaille",
            "Pour des projets à Wolverhampton. Jusqu’à 5 000 €.",
        ),
        "uk": _call_uk(
            "Вулвергемптон працює",
            "Для проєктів у Вулвергемптоні. До 5 000 євро.",
        ),
    },
    "small-tools": {
        "en": _call("Small tools", "A little money for tools and lessons in Coventry."),
        "ar": _call_ar("أدوات صغيرة", "قليل من المال لأدوات ودروس في كوفنتري."),
        "fr": _call_fr(
            "Petits outils",
            "Un peu d’argent pour des outils et des leçons à Coventry.",
        ),
        "uk": _call_uk(
            "Невеликі інструменти",
            "Трохи грошей на інструменти й уроки в Ковентрі.",
        ),
    },
    "open-doors": {
        "en": _call(
            "Open doors",
            "You have an idea that helps people around you? We give up to €5,000, a course and "
            "a mentor.",
        ),
        "ar": _call_ar(
            "أبواب مفتوحة",
            "هل لديك فكرة تساعد الناس من حولك؟ نعطيك حتى 5,000 يورو ودورة ومرشدًا.",
        ),
        "fr": _call_fr(
            "Portes ouvertes",
            "Vous avez une idée qui aide les gens autour de vous ? Nous donnons jusqu’à "
            "5 000 €, une formation et un mentor.",
        ),
        "uk": _call_uk(
            "Відчинені двері",
            "Маєте ідею, що допоможе людям поруч? Ми даємо до 5 000 євро, курс і наставника.",
        ),
    },
    "warm-homes": {
        "en": _call("Warm homes", "For ideas that make homes warm and dry."),
        "ar": _call_ar("بيوت دافئة", "لأفكار تجعل البيوت دافئة وجافة."),
        "fr": _call_fr(
            "Maisons chaudes",
            "Pour des idées qui rendent les maisons chaudes et sèches.",
        ),
        "uk": _call_uk(
            "Теплі домівки",
            "Для ідей, що роблять домівки теплими й сухими.",
        ),
    },
}


def _body(html: str, quote: str, who: str, language: str, translation: str = "") -> list[dict]:
    """The words as they were said; `translation` is in the language of the page."""
    said = {"text": quote, "language": language, "who": who, "translation": translation}
    if translation:
        said["translated_by"] = "Layan Barakat"
    return [{"type": "text", "value": html}, {"type": "quote", "value": said}]


STORIES = {
    "amina": {
        "en": StoryWords(
            title="Fourteen women, four machines",
            introduction="Amina opened a sewing room in an old post office. Now the market pays "
            "the rent.",
            project="Second Stitch",
            image_alt="A drawing of three houses on a dotted road",
            body=_body(
                "<p>Amina sewed suits for nine years before she came to Coventry. Here she "
                "cleaned at night. With a grant and a course she opened a room with four "
                "machines.</p><p>In a year the women of Second Stitch mended 412 things. Five "
                "of them now earn with it.</p>" + INVENTED,
                "I thought I had lost my trade on the way. It was in my hands.",
                "Amina",
                "en",
            ),
            roles=("tailor, founder of Second Stitch",),
        ),
        "ar": StoryWords(
            title="أربع عشرة امرأة وأربع آلات",
            introduction="فتحت أمينة غرفة خياطة في مكتب بريد قديم. والآن يدفع السوق الإيجار.",
            project="غرزة ثانية",
            image_alt="رسم لثلاثة بيوت على طريق منقّط",
            body=_body(
                "<p>خاطت أمينة البدلات تسع سنوات قبل أن تأتي إلى كوفنتري. وهنا كانت تنظّف ليلًا. "
                "بمنحة ودورة فتحت غرفة فيها أربع آلات.</p><p>في سنة واحدة أصلحت نساء «غرزة "
                "ثانية» 412 قطعة. خمس منهن يكسبن منها الآن.</p>" + INVENTED_AR,
                "ظننت أنني فقدت مهنتي في الطريق. كانت في يديّ.",
                "أمينة",
                "ar",
            ),
            roles=("خيّاطة ومؤسِّسة «غرزة ثانية»",),
        ),
    },
    "selam": {
        "en": StoryWords(
            title="Bring your letters, have a coffee",
            introduction="Once a week neighbours read letters from the clinic together.",
            project="Coffee and Papers",
            image_alt="A drawing of three houses on a dotted road",
            body=_body(
                "<p>A letter can be harder than an illness. Selam was a nurse. At her coffee "
                "mornings volunteers read letters with you and help to ring the clinic.</p>"
                + INVENTED,
                "Nobody should be afraid of an envelope.",
                "Selam",
                "en",
            ),
        ),
        "ar": StoryWords(
            title="أحضر رسائلك واشرب قهوة",
            introduction="مرة في الأسبوع يقرأ الجيران معًا رسائل العيادة.",
            project="قهوة وأوراق",
            image_alt="رسم لثلاثة بيوت على طريق منقّط",
            body=_body(
                "<p>قد تكون الرسالة أصعب من المرض. كانت سلام ممرضة. في لقاءات القهوة يقرأ "
                "المتطوعون معك رسائلك ويساعدونك على الاتصال بالعيادة.</p>" + INVENTED_AR,
                "لا ينبغي لأحد أن يخاف من ظرف.",
                "سلام",
                "ar",
            ),
        ),
    },
    "yousef": {
        "en": StoryWords(
            title="Bread before sunrise",
            introduction="A bakery that trains two young people at a time.",
            project="Date Palm Bakery",
            image_alt="A drawing of three houses on a dotted road",
            body=_body(
                "<p>The oven is ordered, the shop has a door. Yousef looks for his first two "
                "trainees and for neighbours who like warm bread.</p>" + INVENTED,
                "تعال مبكرًا. ينفد قبل التاسعة.",
                "Yousef",
                "ar",
                translation="Come early. It is gone by nine.",
            ),
            roles=("baker",),
        ),
        "ar": StoryWords(
            title="خبز قبل شروق الشمس",
            introduction="مخبز يدرّب شابّين في كل مرة.",
            project="مخبز النخلة",
            image_alt="رسم لثلاثة بيوت على طريق منقّط",
            body=_body(
                "<p>طُلب الفرن وصار للمحل باب. يبحث يوسف عن أول متدرّبَين وعن جيران يحبون الخبز "
                "الساخن.</p>" + INVENTED_AR,
                "تعال مبكرًا. ينفد قبل التاسعة.",
                "يوسف",
                "ar",
            ),
        ),
    },
}
