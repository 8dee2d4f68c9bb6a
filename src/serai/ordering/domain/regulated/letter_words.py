"""What the letters about what is not for everybody say, by language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and news by what is told, and the words of the link."""

    told: Mapping[str, tuple[str, str]]
    see: str


WORDS = {
    "en": Words(
        {
            "wanted": (
                "We need your prescription for order {number}",
                "Part of your order is sold on prescription only. Hand the prescription in on the page of "
                "the order; a pharmacist looks at it, and then it goes on its way.",
            ),
            "released": (
                "Your prescription is accepted: order {number} goes on",
                "The pharmacist has released your order. It goes on its way now.",
            ),
            "refused": (
                "Part of order {number} cannot be given out",
                "The pharmacist could not release this. It is called off and its money goes back to you:",
            ),
            "not_old_enough": (
                "Order {number} was not handed over",
                "Part of your order is for adults of a certain age, and nobody could show a document that "
                "proves it. It is not handed over, and its money goes back to you.",
            ),
        },
        "See your order",
    ),
    "he": Words(
        {
            "wanted": (
                "דרוש לנו המרשם להזמנה {number}",
                "חלק מההזמנה נמכר במרשם בלבד. נא להגיש את המרשם בדף ההזמנה; רוקח יבדוק אותו, ואז ההזמנה תצא לדרך.",
            ),
            "released": (
                "המרשם התקבל: ההזמנה {number} ממשיכה",
                "הרוקח אישר את ההזמנה. היא יוצאת עכשיו לדרך.",
            ),
            "refused": (
                "חלק מההזמנה {number} לא יינתן",
                "הרוקח לא יכול היה לאשר את הפריטים הבאים. הם בוטלו והכסף יוחזר אליך:",
            ),
            "not_old_enough": (
                "ההזמנה {number} לא נמסרה",
                "חלק מההזמנה מיועד לבני גיל מסוים ומעלה, ואיש לא הציג תעודה שמוכיחה זאת. "
                "הפריטים לא נמסרו והכסף יוחזר אליך.",
            ),
        },
        "לצפייה בהזמנה",
    ),
    "ru": Words(
        {
            "wanted": (
                "Нам нужен ваш рецепт для заказа {number}",
                "Часть заказа отпускается только по рецепту. Передайте рецепт на странице заказа; фармацевт "
                "проверит его, и заказ отправится в путь.",
            ),
            "released": (
                "Рецепт принят: заказ {number} продолжается",
                "Фармацевт разрешил ваш заказ. Теперь он отправляется в путь.",
            ),
            "refused": (
                "Часть заказа {number} не может быть отпущена",
                "Фармацевт не смог разрешить это. Товары отменены, деньги вернутся к вам:",
            ),
            "not_old_enough": (
                "Заказ {number} не был передан",
                "Часть заказа разрешена только с определённого возраста, и никто не смог подтвердить его "
                "документом. Товары не переданы, деньги вернутся к вам.",
            ),
        },
        "Посмотреть заказ",
    ),
    "be": Words(
        {
            "wanted": (
                "Нам патрэбны ваш рэцэпт для заказа {number}",
                "Частка заказа адпускаецца толькі па рэцэпце. Перадайце рэцэпт на старонцы заказа; фармацэўт "
                "праверыць яго, і заказ адправіцца ў дарогу.",
            ),
            "released": (
                "Рэцэпт прыняты: заказ {number} працягваецца",
                "Фармацэўт дазволіў ваш заказ. Цяпер ён адпраўляецца ў дарогу.",
            ),
            "refused": (
                "Частка заказа {number} не можа быць адпушчана",
                "Фармацэўт не змог дазволіць гэта. Тавары адменены, грошы вернуцца да вас:",
            ),
            "not_old_enough": (
                "Заказ {number} не быў перададзены",
                "Частка заказа дазволена толькі з пэўнага ўзросту, і ніхто не змог пацвердзіць яго "
                "дакументам. Тавары не перададзены, грошы вернуцца да вас.",
            ),
        },
        "Паглядзець заказ",
    ),
    "ka": Words(
        {
            "wanted": (
                "გვჭირდება თქვენი რეცეპტი შეკვეთისთვის {number}",
                "შეკვეთის ნაწილი მხოლოდ რეცეპტით იყიდება. გთხოვთ, ატვირთოთ რეცეპტი შეკვეთის გვერდზე; "
                "ფარმაცევტი შეამოწმებს მას და შეკვეთა გზას გაუდგება.",
            ),
            "released": (
                "რეცეპტი მიღებულია: შეკვეთა {number} გრძელდება",
                "ფარმაცევტმა თქვენი შეკვეთა დაამტკიცა. ის უკვე გზას ადგას.",
            ),
            "refused": (
                "შეკვეთის {number} ნაწილის გაცემა შეუძლებელია",
                "ფარმაცევტმა ამის გაცემა ვერ დაამტკიცა. ის გაუქმდა და თანხა დაგიბრუნდებათ:",
            ),
            "not_old_enough": (
                "შეკვეთა {number} არ გადაეცა",
                "შეკვეთის ნაწილი განკუთვნილია გარკვეული ასაკიდან და ვერავინ წარადგინა დამადასტურებელი "
                "საბუთი. საქონელი არ გადაეცა და თანხა დაგიბრუნდებათ.",
            ),
        },
        "შეკვეთის ნახვა",
    ),
    "ar": Words(
        {
            "wanted": (
                "نحتاج إلى وصفتك الطبية للطلب {number}",
                "جزء من طلبك لا يُباع إلا بوصفة طبية. يرجى تسليم الوصفة في صفحة الطلب؛ سيراجعها صيدلي ثم ينطلق الطلب.",
            ),
            "released": (
                "قُبلت وصفتك: الطلب {number} مستمر",
                "وافق الصيدلي على طلبك، وهو الآن في طريقه.",
            ),
            "refused": (
                "لا يمكن صرف جزء من الطلب {number}",
                "لم يتمكن الصيدلي من الموافقة على ما يلي. أُلغي ذلك ويُعاد إليك المبلغ:",
            ),
            "not_old_enough": (
                "لم يُسلَّم الطلب {number}",
                "جزء من طلبك مخصص لمن بلغ سنًا معينة، ولم يقدم أحد وثيقة تثبت ذلك. لم يُسلَّم، ويُعاد إليك المبلغ.",
            ),
        },
        "عرض طلبك",
    ),
    "pt": Words(
        {
            "wanted": (
                "Precisamos da sua receita para o pedido {number}",
                "Parte do seu pedido só é vendida com receita. Entregue a receita na página do pedido; um "
                "farmacêutico a confere, e o pedido segue.",
            ),
            "released": (
                "A sua receita foi aceita: o pedido {number} segue",
                "O farmacêutico liberou o seu pedido. Ele segue agora.",
            ),
            "refused": (
                "Parte do pedido {number} não pode ser entregue",
                "O farmacêutico não pôde liberar isto. Foi cancelado e o dinheiro volta para você:",
            ),
            "not_old_enough": (
                "O pedido {number} não foi entregue",
                "Parte do seu pedido exige uma idade mínima, e ninguém mostrou um documento que a comprove. "
                "Não foi entregue, e o dinheiro volta para você.",
            ),
        },
        "Ver o pedido",
    ),
}
