"""The letter that confirms that a person is forgotten, in the reader's language."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class ErasureLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    news: str
    kept: str
    last: str
    direction: str = "ltr"


_WORDS = {
    "en": _Words(
        "Your data at {shop} are being erased",
        "As was asked, {shop} is erasing what it holds of you: your account, your addresses and everything"
        " else that belongs to you. This cannot be undone.",
        "What the law makes us keep, such as invoices, stays until its time is over and is then erased"
        " by itself.",
        "This address is erased as well, so this is the last letter about it. There is nothing for you"
        " to do.",
    ),
    "he": _Words(
        "הנתונים שלך אצל {shop} נמחקים",
        "לפי הבקשה, {shop} מוחק את המידע שהוא מחזיק עליך: החשבון, הכתובות וכל מה שקשור אליך."
        " לא ניתן לבטל את המחיקה.",
        "מה שהחוק מחייב אותנו לשמור, כגון חשבוניות, נשמר עד תום המועד ואז נמחק מעצמו.",
        "גם כתובת זו נמחקת, ולכן זה המכתב האחרון בנושא. אין צורך לעשות דבר.",
        direction="rtl",
    ),
    "ru": _Words(
        "Ваши данные в {shop} удаляются",
        "По запросу {shop} удаляет всё, что хранит о вас: учётную запись, адреса и остальные ваши данные."
        " Отменить это нельзя.",
        "То, что мы обязаны хранить по закону, например счета, остаётся до истечения срока и затем"
        " удаляется само.",
        "Этот адрес тоже удаляется, поэтому это последнее письмо об этом. От вас ничего не требуется.",
    ),
    "be": _Words(
        "Вашы даныя ў {shop} выдаляюцца",
        "Па запыце {shop} выдаляе ўсё, што захоўвае пра вас: уліковы запіс, адрасы і астатнія вашы даныя."
        " Адмяніць гэта нельга.",
        "Тое, што мы абавязаны захоўваць паводле закона, напрыклад рахункі, застаецца да канца тэрміну"
        " і потым выдаляецца само.",
        "Гэты адрас таксама выдаляецца, таму гэта апошні ліст пра гэта. Ад вас нічога не патрабуецца.",
    ),
    "ka": _Words(
        "თქვენი მონაცემები {shop}-ზე იშლება",
        "მოთხოვნის თანახმად, {shop} შლის ყველაფერს, რასაც თქვენ შესახებ ინახავს: ანგარიშს, მისამართებს"
        " და თქვენს სხვა მონაცემებს. ამის გაუქმება შეუძლებელია.",
        "რის შენახვასაც კანონი გვავალდებულებს, მაგალითად ინვოისების, რჩება ვადის გასვლამდე და შემდეგ"
        " თავისით იშლება.",
        "ეს მისამართიც იშლება, ამიტომ ეს ბოლო წერილია ამის შესახებ. თქვენგან არაფერია საჭირო.",
    ),
    "ar": _Words(
        "يجري محو بياناتك لدى {shop}",
        "بناءً على الطلب يمحو {shop} ما يحتفظ به عنك: حسابك وعناوينك وكل ما يخصك. لا يمكن التراجع عن ذلك.",
        "ما يُلزمنا القانون بحفظه، مثل الفواتير، يبقى حتى انتهاء مدته ثم يُمحى تلقائيًا.",
        "يُمحى هذا العنوان أيضًا، ولذلك فهذه آخر رسالة بهذا الشأن. لا يلزمك فعل أي شيء.",
        direction="rtl",
    ),
    "pt": _Words(
        "Os seus dados em {shop} estão a ser apagados",
        "Conforme o pedido, {shop} está a apagar o que guarda sobre si: a sua conta, os seus endereços e tudo"
        " o mais que lhe pertence. Isto não pode ser desfeito.",
        "O que a lei nos obriga a guardar, como faturas, fica até terminar o prazo e é depois apagado"
        " por si.",
        "Este endereço também é apagado, por isso esta é a última carta sobre o assunto. Não tem de fazer"
        " nada.",
    ),
}


def erasure_letter(*, locale: str, shop: str) -> ErasureLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    words = _WORDS.get(locale.partition("-")[0], _WORDS["en"])
    said = (words.news.format(shop=shop), words.kept, words.last)
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in said)
    return ErasureLetter(
        subject=words.subject.format(shop=shop),
        text="\n\n".join(said) + "\n",
        html=f'<div dir="{words.direction}">{paragraphs}</div>',
    )
