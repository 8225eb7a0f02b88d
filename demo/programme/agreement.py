"""The agreement of the demo programme, in plain words. The English text prevails."""

import re

ENGLISH = """
Agreement between {programme} and {recipient}

1. The grant. We give {recipient} {amount} for the project “{project}”.

2. What it is for. The money pays for what is in your plan. If your plan changes, tell us first.
Small changes are fine.

3. When we pay. We send the first part when you have signed. We send the last part when we have
read your final report and said yes to it.

4. What you do. You carry out the project, keep the receipts, and meet your mentor. Your mentor
never decides about the money.

5. Your report. At the end you tell us in your own words what happened, what changed, and what the
money paid for.

6. If it does not work out. Tell us early. You do not have to pay back what you spent as planned.
You give back what you did not spend.

7. Your data. We keep what we need for this grant, and nobody else sees your bank details.

This is a demo. No money moves and this text binds nobody.
"""

ARABIC = """
اتفاق بين {programme} و{recipient}

١. المنحة. نعطي {recipient} مبلغ {amount} لمشروع «{project}».

٢. الغرض منها. يُنفَق المال على ما جاء في خطتك. إذا تغيّرت خطتك فأخبرنا أولًا. التغييرات الصغيرة
لا بأس بها.

٣. متى ندفع. نرسل الجزء الأول بعد توقيعك، ونرسل الجزء الأخير بعد أن نقرأ تقريرك النهائي ونوافق عليه.

٤. ما عليك فعله. تنفّذ المشروع وتحتفظ بالإيصالات وتلتقي بمرشدك. المرشد لا يقرر شيئًا بشأن المال.

٥. تقريرك. في النهاية تخبرنا بكلماتك بما حدث وما تغيّر وعلى ماذا أُنفق المال.

٦. إذا لم تنجح الأمور. أخبرنا مبكرًا. لا تعيد ما أنفقته بحسب الخطة، وتعيد ما لم تنفقه.

٧. بياناتك. نحتفظ بما نحتاجه لهذه المنحة، ولا يرى أحد غيرنا تفاصيل حسابك المصرفي.

هذا عرض تجريبي. لا يُحوَّل أي مال وهذا النص لا يُلزم أحدًا. النص الإنجليزي هو المعتمد.
"""


def one_line_each(text: str) -> str:
    """`text` with each paragraph on one line: a page breaks lines by itself."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())
