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
    delivery: str
    tax: str
    total: str
    see: str
    includes: str
    reverse_charge: str
    tax_id: str


LETTER_WORDS = {
    "en": LetterWords(
        subject="Your order {number}",
        thanks="Thank you, {name}!",
        intro="Your order {number} is paid and on its way to you.",
        items="Items",
        discount="Discount",
        delivery="Delivery",
        tax="Tax",
        total="Total",
        see="See your order",
        includes="Including {tax}",
        reverse_charge="Reverse charge: the recipient owes the tax.",
        tax_id="Tax id",
    ),
    "he": LetterWords(
        subject="ההזמנה שלך {number}",
        thanks="תודה, {name}!",
        intro="ההזמנה {number} שולמה והיא בדרך אליך.",
        items="פריטים",
        discount="הנחה",
        delivery="משלוח",
        tax="מס",
        total="סך הכול",
        see="לצפייה בהזמנה",
        includes="כולל {tax}",
        reverse_charge="היפוך חיוב: המקבל חייב במס.",
        tax_id="מספר עוסק",
    ),
    "ru": LetterWords(
        subject="Ваш заказ {number}",
        thanks="Спасибо, {name}!",
        intro="Ваш заказ {number} оплачен и уже в пути к вам.",
        items="Товары",
        discount="Скидка",
        delivery="Доставка",
        tax="Налог",
        total="Итого",
        see="Посмотреть заказ",
        includes="Включая {tax}",
        reverse_charge="Обратное начисление: налог платит получатель.",
        tax_id="Налоговый номер",
    ),
    "be": LetterWords(
        subject="Ваш заказ {number}",
        thanks="Дзякуй, {name}!",
        intro="Ваш заказ {number} аплачаны і ўжо ў дарозе да вас.",
        items="Тавары",
        discount="Скідка",
        delivery="Дастаўка",
        tax="Падатак",
        total="Разам",
        see="Паглядзець заказ",
        includes="Уключаючы {tax}",
        reverse_charge="Адваротнае падаткаабкладанне: падатак плаціць атрымальнік.",
        tax_id="Падатковы нумар",
    ),
    "ka": LetterWords(
        subject="თქვენი შეკვეთა {number}",
        thanks="გმადლობთ, {name}!",
        intro="თქვენი შეკვეთა {number} გადახდილია და უკვე გზაშია.",
        items="პროდუქტები",
        discount="ფასდაკლება",
        delivery="მიწოდება",
        tax="გადასახადი",
        total="სულ",
        see="შეკვეთის ნახვა",
        includes="მათ შორის {tax}",
        reverse_charge="უკუდაბეგვრა: გადასახადს მიმღები იხდის.",
        tax_id="საგადასახადო ნომერი",
    ),
    "ar": LetterWords(
        subject="طلبك {number}",
        thanks="شكرًا لك، {name}!",
        intro="تم دفع طلبك {number} وهو في الطريق إليك.",
        items="المنتجات",
        discount="الخصم",
        delivery="التوصيل",
        tax="الضريبة",
        total="الإجمالي",
        see="عرض الطلب",
        includes="شامل {tax}",
        reverse_charge="احتساب عكسي: الضريبة على المستلم.",
        tax_id="الرقم الضريبي",
    ),
    "pt": LetterWords(
        subject="O seu pedido {number}",
        thanks="Obrigado, {name}!",
        intro="O seu pedido {number} está pago e a caminho.",
        items="Artigos",
        discount="Desconto",
        delivery="Entrega",
        tax="Imposto",
        total="Total",
        see="Ver o pedido",
        includes="Inclui {tax}",
        reverse_charge="Autoliquidação: o imposto é devido pelo destinatário.",
        tax_id="Número fiscal",
    ),
}
