"""The words on printed papers, in the languages that we speak."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of one language."""

    invoice: str
    credit_note: str
    receipt: str
    packing_slip: str
    return_label: str
    number: str
    date: str
    order: str
    ordered_on: str
    bill_to: str
    deliver_to: str
    article: str
    quantity: str
    price: str
    discount: str
    tax_rate: str
    amount: str
    items: str
    delivery: str
    adjustment: str
    tax: str
    net: str
    total: str
    includes: str
    paid_by: str
    to_invoice: str
    reason: str
    reverse_charge: str
    exempt: str
    cancelled: str
    refund: str
    changed: str
    sender: str
    return_to: str
    return_note: str
    parcel: str


PAPER_WORDS = {
    "en": PaperWords(
        invoice="Invoice",
        credit_note="Credit note",
        receipt="Receipt",
        packing_slip="Packing slip",
        return_label="Return",
        number="Number",
        date="Date",
        order="Order",
        ordered_on="Ordered on",
        bill_to="Invoice to",
        deliver_to="Delivered to",
        article="Article",
        quantity="Quantity",
        price="Price",
        discount="Discount",
        tax_rate="Tax rate",
        amount="Amount",
        items="Items",
        delivery="Delivery",
        adjustment="Adjustment",
        tax="Tax",
        net="Net",
        total="Total",
        includes="Including tax",
        paid_by="Paid by",
        to_invoice="To invoice",
        reason="Reason",
        reverse_charge="Reverse charge: the recipient owes the tax.",
        exempt="No tax is charged on this supply.",
        cancelled="The order was cancelled.",
        refund="A part of the price was given back.",
        changed="The order was changed.",
        sender="From",
        return_to="Return to",
        return_note="Please put a copy of this page into the parcel.",
        parcel="Return number",
    ),
    "he": PaperWords(
        invoice="חשבונית",
        credit_note="חשבונית זיכוי",
        receipt="קבלה",
        packing_slip="תעודת משלוח",
        return_label="החזרה",
        number="מספר",
        date="תאריך",
        order="הזמנה",
        ordered_on="תאריך הזמנה",
        bill_to="לכבוד",
        deliver_to="נמסר אל",
        article="פריט",
        quantity="כמות",
        price="מחיר",
        discount="הנחה",
        tax_rate="שיעור המס",
        amount="סכום",
        items="פריטים",
        delivery="משלוח",
        adjustment="התאמה",
        tax="מס",
        net="סכום לפני מס",
        total="סך הכול",
        includes="כולל מס",
        paid_by="שולם באמצעות",
        to_invoice="לחשבונית",
        reason="סיבה",
        reverse_charge="חיוב הפוך: המס חל על מקבל הטובין.",
        exempt="לא נגבה מס על אספקה זו.",
        cancelled="ההזמנה בוטלה.",
        refund="חלק מהמחיר הוחזר.",
        changed="ההזמנה שונתה.",
        sender="מאת",
        return_to="להחזיר אל",
        return_note="נא לצרף עותק של דף זה לחבילה.",
        parcel="מספר החזרה",
    ),
    "ru": PaperWords(
        invoice="Счёт-фактура",
        credit_note="Кредит-нота",
        receipt="Квитанция",
        packing_slip="Упаковочный лист",
        return_label="Возврат",
        number="Номер",
        date="Дата",
        order="Заказ",
        ordered_on="Дата заказа",
        bill_to="Покупатель",
        deliver_to="Доставлено",
        article="Товар",
        quantity="Количество",
        price="Цена",
        discount="Скидка",
        tax_rate="Ставка налога",
        amount="Сумма",
        items="Товары",
        delivery="Доставка",
        adjustment="Корректировка",
        tax="Налог",
        net="Без налога",
        total="Итого",
        includes="В том числе налог",
        paid_by="Оплачено",
        to_invoice="К счёту",
        reason="Причина",
        reverse_charge="Обратное начисление: налог уплачивает получатель.",
        exempt="Эта поставка налогом не облагается.",
        cancelled="Заказ отменён.",
        refund="Часть цены возвращена.",
        changed="Заказ изменён.",
        sender="От кого",
        return_to="Вернуть по адресу",
        return_note="Пожалуйста, вложите копию этой страницы в посылку.",
        parcel="Номер возврата",
    ),
    "be": PaperWords(
        invoice="Рахунак-фактура",
        credit_note="Крэдыт-нота",
        receipt="Квітанцыя",
        packing_slip="Пакавальны ліст",
        return_label="Вяртанне",
        number="Нумар",
        date="Дата",
        order="Заказ",
        ordered_on="Дата заказу",
        bill_to="Пакупнік",
        deliver_to="Дастаўлена",
        article="Тавар",
        quantity="Колькасць",
        price="Цана",
        discount="Зніжка",
        tax_rate="Стаўка падатку",
        amount="Сума",
        items="Тавары",
        delivery="Дастаўка",
        adjustment="Карэкціроўка",
        tax="Падатак",
        net="Без падатку",
        total="Разам",
        includes="У тым ліку падатак",
        paid_by="Аплачана",
        to_invoice="Да рахунку",
        reason="Прычына",
        reverse_charge="Адваротнае налічэнне: падатак плаціць атрымальнік.",
        exempt="Гэтая пастаўка падаткам не абкладаецца.",
        cancelled="Заказ скасаваны.",
        refund="Частка цаны вернута.",
        changed="Заказ зменены.",
        sender="Ад каго",
        return_to="Вярнуць на адрас",
        return_note="Калі ласка, пакладзіце копію гэтай старонкі ў пасылку.",
        parcel="Нумар вяртання",
    ),
    "ka": PaperWords(
        invoice="ინვოისი",
        credit_note="საკრედიტო ნოტა",
        receipt="ქვითარი",
        packing_slip="შეფუთვის ფურცელი",
        return_label="დაბრუნება",
        number="ნომერი",
        date="თარიღი",
        order="შეკვეთა",
        ordered_on="შეკვეთის თარიღი",
        bill_to="მყიდველი",
        deliver_to="მიწოდების მისამართი",
        article="საქონელი",
        quantity="რაოდენობა",
        price="ფასი",
        discount="ფასდაკლება",
        tax_rate="გადასახადის განაკვეთი",
        amount="თანხა",
        items="საქონელი",
        delivery="მიწოდება",
        adjustment="კორექტირება",
        tax="გადასახადი",
        net="გადასახადის გარეშე",
        total="სულ",
        includes="მათ შორის გადასახადი",
        paid_by="გადახდილია",
        to_invoice="ინვოისი, რომელსაც ეხება",
        reason="მიზეზი",
        reverse_charge="უკუდაბეგვრა: გადასახადს იხდის მიმღები.",
        exempt="ეს მიწოდება გადასახადით არ იბეგრება.",
        cancelled="შეკვეთა გაუქმდა.",
        refund="ფასის ნაწილი დაბრუნდა.",
        changed="შეკვეთა შეიცვალა.",
        sender="გამგზავნი",
        return_to="დასაბრუნებელი მისამართი",
        return_note="გთხოვთ, ამ გვერდის ასლი ამანათში ჩადოთ.",
        parcel="დაბრუნების ნომერი",
    ),
    "ar": PaperWords(
        invoice="فاتورة",
        credit_note="إشعار دائن",
        receipt="إيصال",
        packing_slip="قائمة التعبئة",
        return_label="إرجاع",
        number="الرقم",
        date="التاريخ",
        order="الطلب",
        ordered_on="تاريخ الطلب",
        bill_to="الفاتورة إلى",
        deliver_to="سُلِّم إلى",
        article="الصنف",
        quantity="الكمية",
        price="السعر",
        discount="الخصم",
        tax_rate="نسبة الضريبة",
        amount="المبلغ",
        items="الأصناف",
        delivery="التوصيل",
        adjustment="تسوية",
        tax="الضريبة",
        net="الصافي",
        total="الإجمالي",
        includes="شامل الضريبة",
        paid_by="طريقة الدفع",
        to_invoice="عن الفاتورة",
        reason="السبب",
        reverse_charge="احتساب عكسي: الضريبة مستحقة على المستلم.",
        exempt="لا تُفرض ضريبة على هذا التوريد.",
        cancelled="أُلغي الطلب.",
        refund="أُعيد جزء من الثمن.",
        changed="تغيّر الطلب.",
        sender="من",
        return_to="يُعاد إلى",
        return_note="يرجى وضع نسخة من هذه الصفحة داخل الطرد.",
        parcel="رقم الإرجاع",
    ),
    "pt": PaperWords(
        invoice="Fatura",
        credit_note="Nota de crédito",
        receipt="Recibo",
        packing_slip="Romaneio",
        return_label="Devolução",
        number="Número",
        date="Data",
        order="Pedido",
        ordered_on="Data do pedido",
        bill_to="Cobrar de",
        deliver_to="Entregue a",
        article="Artigo",
        quantity="Quantidade",
        price="Preço",
        discount="Desconto",
        tax_rate="Alíquota",
        amount="Valor",
        items="Itens",
        delivery="Entrega",
        adjustment="Ajuste",
        tax="Imposto",
        net="Sem imposto",
        total="Total",
        includes="Inclui imposto",
        paid_by="Pago com",
        to_invoice="Referente à fatura",
        reason="Motivo",
        reverse_charge="Autoliquidação: o imposto é devido pelo destinatário.",
        exempt="Não incide imposto sobre esta operação.",
        cancelled="O pedido foi cancelado.",
        refund="Uma parte do preço foi devolvida.",
        changed="O pedido foi alterado.",
        sender="De",
        return_to="Devolver para",
        return_note="Coloque uma cópia desta página dentro do pacote.",
        parcel="Número da devolução",
    ),
}


def words_of(locale: str) -> tuple[str, PaperWords]:
    """Return the language of `locale` and its words; English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in PAPER_WORDS:
        language = "en"
    return language, PAPER_WORDS[language]
