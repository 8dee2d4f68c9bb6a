"""The words of letters about plans of instalments, in every language that the shop writes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and news of each letter, and the lines around them."""

    letters: Mapping[str, tuple[str, str]]
    row: str
    in_all: str
    no_card: str
    look: str


WORDS = {
    "en": Words(
        {
            "agreed": (
                "Your instalments at {shop}",
                "The first instalment is paid. The others are charged to {card} on these days:",
            ),
            "upcoming": (
                "{amount} will be charged on {day}",
                "On {day} your card {card} is charged {amount}, the next instalment at {shop}.",
            ),
            "missed": (
                "Your instalment could not be charged",
                "{amount}, due on {day}, could not be charged. We try again on {again}. "
                "You can pay now, or choose another card.",
            ),
            "last": (
                "Your instalment is still unpaid",
                "{amount}, due on {day}, could not be charged several times. We do not try again by "
                "ourselves: please pay now, or choose another card.",
            ),
            "ended": (
                "Your instalments are settled",
                "Nothing more is to be paid for this plan. Thank you.",
            ),
        },
        row="{day}: {amount}",
        in_all="In all: {to_pay}, of which {charge} for paying in instalments.",
        no_card="There is no card for it: please choose one.",
        look="Your instalments:",
    ),
    "he": Words(
        {
            "agreed": (
                "התשלומים שלך אצל {shop}",
                "התשלום הראשון שולם. שאר התשלומים יחויבו בכרטיס {card} בימים אלה:",
            ),
            "upcoming": (
                "ב־{day} תחויב בסך {amount}",
                "ב־{day} יחויב הכרטיס {card} בסך {amount}: התשלום הבא אצל {shop}.",
            ),
            "missed": (
                "לא ניתן היה לגבות את התשלום",
                "לא ניתן היה לגבות {amount} שמועדם {day}. ננסה שוב ב־{again}. "
                "אפשר לשלם עכשיו או לבחור כרטיס אחר.",
            ),
            "last": (
                "התשלום שלך עדיין לא שולם",
                "כמה פעמים לא ניתן היה לגבות {amount} שמועדם {day}. לא ננסה שוב מעצמנו: "
                "נא לשלם עכשיו או לבחור כרטיס אחר.",
            ),
            "ended": (
                "התשלומים שלך הוסדרו",
                "אין עוד מה לשלם בתוכנית הזו. תודה.",
            ),
        },
        row="{day}: {amount}",
        in_all="בסך הכול: {to_pay}, מתוכם {charge} עבור התשלומים.",
        no_card="אין כרטיס לחיוב: נא לבחור אחד.",
        look="התשלומים שלך:",
    ),
    "ru": Words(
        {
            "agreed": (
                "Ваша рассрочка в {shop}",
                "Первый платёж внесён. Остальные спишутся с карты {card} в эти дни:",
            ),
            "upcoming": (
                "{day} спишется {amount}",
                "{day} с карты {card} спишется {amount}: следующий платёж в {shop}.",
            ),
            "missed": (
                "Не удалось списать платёж",
                "Не удалось списать {amount} со сроком {day}. Мы попробуем снова {again}. "
                "Можно заплатить сейчас или выбрать другую карту.",
            ),
            "last": (
                "Ваш платёж всё ещё не внесён",
                "Несколько раз не удалось списать {amount} со сроком {day}. Сами мы больше не "
                "пробуем: заплатите сейчас или выберите другую карту.",
            ),
            "ended": (
                "Ваша рассрочка закрыта",
                "По этому плану больше ничего платить не нужно. Спасибо.",
            ),
        },
        row="{day}: {amount}",
        in_all="Всего: {to_pay}, из них {charge} за рассрочку.",
        no_card="Карты для списания нет: выберите её, пожалуйста.",
        look="Ваша рассрочка:",
    ),
    "be": Words(
        {
            "agreed": (
                "Ваша растэрміноўка ў {shop}",
                "Першы плацёж унесены. Астатнія спішуцца з карты {card} у гэтыя дні:",
            ),
            "upcoming": (
                "{day} спішацца {amount}",
                "{day} з карты {card} спішацца {amount}: наступны плацёж у {shop}.",
            ),
            "missed": (
                "Не ўдалося спісаць плацёж",
                "Не ўдалося спісаць {amount} з тэрмінам {day}. Мы паспрабуем зноў {again}. "
                "Можна заплаціць зараз або выбраць іншую карту.",
            ),
            "last": (
                "Ваш плацёж усё яшчэ не ўнесены",
                "Некалькі разоў не ўдалося спісаць {amount} з тэрмінам {day}. Самі мы больш не "
                "спрабуем: заплаціце зараз або выберыце іншую карту.",
            ),
            "ended": (
                "Ваша растэрміноўка закрыта",
                "Па гэтым плане больш нічога плаціць не трэба. Дзякуй.",
            ),
        },
        row="{day}: {amount}",
        in_all="Усяго: {to_pay}, з іх {charge} за растэрміноўку.",
        no_card="Карты для спісання няма: выберыце яе, калі ласка.",
        look="Ваша растэрміноўка:",
    ),
    "ka": Words(
        {
            "agreed": (
                "თქვენი განვადება: {shop}",
                "პირველი შენატანი გადახდილია. დანარჩენი ჩამოიჭრება ბარათიდან {card} ამ დღეებში:",
            ),
            "upcoming": (
                "{day} ჩამოიჭრება {amount}",
                "{day} ბარათიდან {card} ჩამოიჭრება {amount}: შემდეგი შენატანი, {shop}.",
            ),
            "missed": (
                "შენატანი ვერ ჩამოიჭრა",
                "ვერ ჩამოიჭრა {amount}, რომლის ვადაა {day}. კიდევ ვცდით: {again}. "
                "შეგიძლიათ ახლავე გადაიხადოთ ან სხვა ბარათი აირჩიოთ.",
            ),
            "last": (
                "თქვენი შენატანი ჯერ არ არის გადახდილი",
                "რამდენჯერმე ვერ ჩამოიჭრა {amount}, რომლის ვადაა {day}. თავად აღარ ვცდით: "
                "გთხოვთ, ახლავე გადაიხადოთ ან სხვა ბარათი აირჩიოთ.",
            ),
            "ended": (
                "თქვენი განვადება დასრულდა",
                "ამ გეგმით მეტი აღარაფერია გადასახდელი. გმადლობთ.",
            ),
        },
        row="{day}: {amount}",
        in_all="სულ: {to_pay}, მათ შორის განვადებისთვის {charge}.",
        no_card="ჩამოსაჭრელი ბარათი არ არის: გთხოვთ, აირჩიოთ.",
        look="თქვენი განვადება:",
    ),
    "ar": Words(
        {
            "agreed": (
                "أقساطك لدى {shop}",
                "دُفع القسط الأول. تُخصم بقية الأقساط من البطاقة {card} في هذه الأيام:",
            ),
            "upcoming": (
                "سيُخصم {amount} في {day}",
                "في {day} يُخصم من بطاقتك {card} مبلغ {amount}: القسط التالي لدى {shop}.",
            ),
            "missed": (
                "تعذّر خصم القسط",
                "تعذّر خصم {amount} المستحق في {day}. سنحاول مرة أخرى في {again}. "
                "يمكنك الدفع الآن أو اختيار بطاقة أخرى.",
            ),
            "last": (
                "ما زال قسطك غير مدفوع",
                "تعذّر عدة مرات خصم {amount} المستحق في {day}. لن نحاول من تلقاء أنفسنا: "
                "يرجى الدفع الآن أو اختيار بطاقة أخرى.",
            ),
            "ended": (
                "سُوّيت أقساطك",
                "لم يبق ما يُدفع في هذه الخطة. شكرًا لك.",
            ),
        },
        row="{day}: {amount}",
        in_all="المجموع: {to_pay}، منها {charge} مقابل التقسيط.",
        no_card="لا توجد بطاقة للخصم: يرجى اختيار واحدة.",
        look="أقساطك:",
    ),
    "pt": Words(
        {
            "agreed": (
                "As suas prestações em {shop}",
                "A primeira prestação está paga. As outras são cobradas no cartão {card} nestes dias:",
            ),
            "upcoming": (
                "{amount} serão cobrados em {day}",
                "Em {day} são cobrados {amount} no cartão {card}: a próxima prestação em {shop}.",
            ),
            "missed": (
                "Não foi possível cobrar a prestação",
                "Não foi possível cobrar {amount}, com data de {day}. Tentamos de novo em {again}. "
                "Pode pagar já ou escolher outro cartão.",
            ),
            "last": (
                "A sua prestação continua por pagar",
                "Não foi possível, várias vezes, cobrar {amount}, com data de {day}. Não voltamos a "
                "tentar por nós: pague já ou escolha outro cartão.",
            ),
            "ended": (
                "As suas prestações estão saldadas",
                "Nada mais há a pagar neste plano. Obrigado.",
            ),
        },
        row="{day}: {amount}",
        in_all="No total: {to_pay}, dos quais {charge} por pagar em prestações.",
        no_card="Não há cartão para a cobrança: escolha um.",
        look="As suas prestações:",
    ),
}
