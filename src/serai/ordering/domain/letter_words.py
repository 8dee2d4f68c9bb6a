"""The words of the letter that confirms an order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The sentences of the letter in one language."""

    subject: str
    thanks: str
    intro: str
    items: str
    discount: str
    off: str
    delivery: str
    tax: str
    total: str
    see: str
    includes: str
    reverse_charge: str
    tax_id: str
    waits_for_transfer: str
    waits_for_cash: str
    waits_for_sending: str
    to_transfer: str
    holder: str
    reference: str
    until: str
    there_on: str
    there_between: str


LETTER_WORDS = {
    "en": LetterWords(
        subject="Your order {number}",
        thanks="Thank you, {name}!",
        intro="Your order {number} is paid and on its way to you.",
        items="Items",
        discount="Discount",
        off="{name} (code {code})",
        delivery="Delivery",
        tax="Tax",
        total="Total",
        see="See your order",
        includes="Including {tax}",
        reverse_charge="Reverse charge: the recipient owes the tax.",
        tax_id="Tax id",
        waits_for_transfer="We have your order {number}. It leaves when your transfer is here.",
        waits_for_cash="We have your order {number}. Please have {total} in cash ready when you get it.",
        waits_for_sending="We have your order {number}. Your payment is taken when it leaves.",
        to_transfer="Please transfer",
        holder="Account holder",
        reference="Reference",
        until="By",
        there_on="It is there on {day}.",
        there_between="It is there between {first} and {last}.",
    ),
    "he": LetterWords(
        subject="ההזמנה שלך {number}",
        thanks="תודה, {name}!",
        intro="ההזמנה {number} שולמה והיא בדרך אליך.",
        items="פריטים",
        discount="הנחה",
        off="{name} (קוד {code})",
        delivery="משלוח",
        tax="מס",
        total="סך הכול",
        see="לצפייה בהזמנה",
        includes="כולל {tax}",
        reverse_charge="היפוך חיוב: המקבל חייב במס.",
        tax_id="מספר עוסק",
        waits_for_transfer="קיבלנו את ההזמנה {number}. היא תצא כשההעברה שלך תגיע.",
        waits_for_cash="קיבלנו את ההזמנה {number}. נא להכין {total} במזומן לקבלתה.",
        waits_for_sending="קיבלנו את ההזמנה {number}. החיוב יתבצע עם שליחתה.",
        to_transfer="נא להעביר",
        holder="בעל החשבון",
        reference="אסמכתא",
        until="עד",
        there_on="זה מגיע ב־{day}.",
        there_between="זה מגיע בין {first} ל־{last}.",
    ),
    "ru": LetterWords(
        subject="Ваш заказ {number}",
        thanks="Спасибо, {name}!",
        intro="Ваш заказ {number} оплачен и уже в пути к вам.",
        items="Товары",
        discount="Скидка",
        off="{name} (код {code})",
        delivery="Доставка",
        tax="Налог",
        total="Итого",
        see="Посмотреть заказ",
        includes="Включая {tax}",
        reverse_charge="Обратное начисление: налог платит получатель.",
        tax_id="Налоговый номер",
        waits_for_transfer="Мы получили ваш заказ {number}. Он отправится, когда придёт ваш перевод.",
        waits_for_cash="Мы получили ваш заказ {number}. Приготовьте, пожалуйста, {total} наличными к его получению.",
        waits_for_sending="Мы получили ваш заказ {number}. Оплата спишется при отправке.",
        to_transfer="К переводу",
        holder="Получатель",
        reference="Назначение платежа",
        until="До",
        there_on="Будет на месте {day}.",
        there_between="Будет на месте между {first} и {last}.",
    ),
    "be": LetterWords(
        subject="Ваш заказ {number}",
        thanks="Дзякуй, {name}!",
        intro="Ваш заказ {number} аплачаны і ўжо ў дарозе да вас.",
        items="Тавары",
        discount="Скідка",
        off="{name} (код {code})",
        delivery="Дастаўка",
        tax="Падатак",
        total="Разам",
        see="Паглядзець заказ",
        includes="Уключаючы {tax}",
        reverse_charge="Адваротнае падаткаабкладанне: падатак плаціць атрымальнік.",
        tax_id="Падатковы нумар",
        waits_for_transfer="Мы атрымалі ваш заказ {number}. Ён адправіцца, калі прыйдзе ваш перавод.",
        waits_for_cash="Мы атрымалі ваш заказ {number}. Калі ласка, падрыхтуйце {total} наяўнымі да яго атрымання.",
        waits_for_sending="Мы атрымалі ваш заказ {number}. Аплата спішацца пры адпраўцы.",
        to_transfer="Да пераводу",
        holder="Атрымальнік",
        reference="Прызначэнне плацяжу",
        until="Да",
        there_on="Будзе на месцы {day}.",
        there_between="Будзе на месцы паміж {first} і {last}.",
    ),
    "ka": LetterWords(
        subject="თქვენი შეკვეთა {number}",
        thanks="გმადლობთ, {name}!",
        intro="თქვენი შეკვეთა {number} გადახდილია და უკვე გზაშია.",
        items="პროდუქტები",
        discount="ფასდაკლება",
        off="{name} (კოდი {code})",
        delivery="მიწოდება",
        tax="გადასახადი",
        total="სულ",
        see="შეკვეთის ნახვა",
        includes="მათ შორის {tax}",
        reverse_charge="უკუდაბეგვრა: გადასახადს მიმღები იხდის.",
        tax_id="საგადასახადო ნომერი",
        waits_for_transfer="თქვენი შეკვეთა {number} მივიღეთ. ის გადარიცხული თანხის მოსვლისას გაიგზავნება.",
        waits_for_cash="თქვენი შეკვეთა {number} მივიღეთ. გთხოვთ, მიღებისას მოამზადოთ {total} ნაღდი ფული.",
        waits_for_sending="თქვენი შეკვეთა {number} მივიღეთ. თანხა ჩამოიჭრება გაგზავნისას.",
        to_transfer="გადასარიცხი თანხა",
        holder="მიმღები",
        reference="დანიშნულება",
        until="ბოლო ვადა",
        there_on="ადგილზე იქნება: {day}.",
        there_between="ადგილზე იქნება {first} – {last}.",
    ),
    "ar": LetterWords(
        subject="طلبك {number}",
        thanks="شكرًا لك، {name}!",
        intro="تم دفع طلبك {number} وهو في الطريق إليك.",
        items="المنتجات",
        discount="الخصم",
        off="{name} (الرمز {code})",
        delivery="التوصيل",
        tax="الضريبة",
        total="الإجمالي",
        see="عرض الطلب",
        includes="شامل {tax}",
        reverse_charge="احتساب عكسي: الضريبة على المستلم.",
        tax_id="الرقم الضريبي",
        waits_for_transfer="استلمنا طلبك {number}. سيُرسل عند وصول تحويلك.",
        waits_for_cash="استلمنا طلبك {number}. يرجى تجهيز {total} نقدًا عند استلامه.",
        waits_for_sending="استلمنا طلبك {number}. سيُخصم المبلغ عند إرساله.",
        to_transfer="المبلغ المطلوب تحويله",
        holder="صاحب الحساب",
        reference="المرجع",
        until="حتى",
        there_on="يصل في {day}.",
        there_between="يصل بين {first} و{last}.",
    ),
    "pt": LetterWords(
        subject="O seu pedido {number}",
        thanks="Obrigado, {name}!",
        intro="O seu pedido {number} está pago e a caminho.",
        items="Artigos",
        discount="Desconto",
        off="{name} (código {code})",
        delivery="Entrega",
        tax="Imposto",
        total="Total",
        see="Ver o pedido",
        includes="Inclui {tax}",
        reverse_charge="Autoliquidação: o imposto é devido pelo destinatário.",
        tax_id="Número fiscal",
        waits_for_transfer="Recebemos o seu pedido {number}. Ele sai quando a sua transferência chegar.",
        waits_for_cash="Recebemos o seu pedido {number}. Tenha {total} em dinheiro consigo ao recebê-lo.",
        waits_for_sending="Recebemos o seu pedido {number}. O pagamento é cobrado quando ele sair.",
        to_transfer="A transferir",
        holder="Titular da conta",
        reference="Referência",
        until="Até",
        there_on="Chega a {day}.",
        there_between="Chega entre {first} e {last}.",
    ),
}
