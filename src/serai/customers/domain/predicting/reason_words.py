"""The reasons of predictions in the languages that we speak: what is known, with its value in its place."""

from types import MappingProxyType

_KEYS = (
    "since", "age", "days", "rate", "spend_rate", "mean_spend", "gap_middle", "gap_spread", "gap_longest", "gap_last",
    "overdue", "days_in", "spend_in", "lines_in", "discount_in", "days_fading", "spend_fading", "days_block",
    "spend_block", "least", "most", "middle", "spread",
)  # fmt: skip
_SAID = {
    "en": """
        {value} days since the last purchase
        first purchase {value} days ago
        {value} purchase days in all
        {value} purchase days a day since the first
        {value} spent a day since the first purchase
        {value} spent on a purchase day
        usually {value} days between purchases
        gaps between purchases vary by {value} days
        the longest gap lately was {value} days
        the last gap was {value} days
        {value} times the usual gap since the last purchase
        {value} purchase days in the last {window} days
        {value} spent in the last {window} days
        {value} articles in the last {window} days
        {value} of discounts in the last {window} days
        how often they came, the last {window} days counting most: {value} a day
        what they spent, the last {window} days counting most: {value} a day
        of the last six fortnights: {how} {value} purchase days
        of the last six fortnights: {how} {value} spent
        the least
        the most
        usually
        varying by""",
    "he": """
        ימים מאז הקנייה האחרונה: {value}
        ימים מאז הקנייה הראשונה: {value}
        ימי קנייה בסך הכול: {value}
        ימי קנייה ליום מאז הראשון: {value}
        הוצאה ליום מאז הקנייה הראשונה: {value}
        הוצאה ביום קנייה: {value}
        ימים בין קניות בדרך כלל: {value}
        ימים שבהם המרווח בין קניות משתנה: {value}
        ימים במרווח הארוך ביותר לאחרונה: {value}
        ימים במרווח האחרון: {value}
        הזמן מאז הקנייה האחרונה, ביחס למרווח הרגיל: פי {value}
        ימי קנייה ב־{window} הימים האחרונים: {value}
        הוצאה ב־{window} הימים האחרונים: {value}
        פריטים ב־{window} הימים האחרונים: {value}
        הנחות ב־{window} הימים האחרונים: {value}
        תדירות הביקור ליום, בדגש על {window} הימים האחרונים: {value}
        הוצאה ליום, בדגש על {window} הימים האחרונים: {value}
        ימי קנייה בשש התקופות האחרונות של שבועיים, {how}: {value}
        הוצאה בשש התקופות האחרונות של שבועיים, {how}: {value}
        המעט ביותר
        הרב ביותר
        בדרך כלל
        השינוי""",
    "ru": """
        дней после последней покупки: {value}
        дней после первой покупки: {value}
        дней с покупками всего: {value}
        дней с покупками в день, считая с первого: {value}
        трата в день после первой покупки: {value}
        трата в день с покупкой: {value}
        дней между покупками обычно: {value}
        разброс промежутков между покупками, в днях: {value}
        самый долгий промежуток за последнее время, в днях: {value}
        последний промежуток, в днях: {value}
        время после последней покупки в обычных промежутках: {value}
        дней с покупками за последние {window} дн.: {value}
        трата за последние {window} дн.: {value}
        товаров за последние {window} дн.: {value}
        скидок за последние {window} дн.: {value}
        частота покупок в день, больше всего считаются последние {window} дн.: {value}
        трата в день, больше всего считаются последние {window} дн.: {value}
        дней с покупками за шесть последних двухнедельных отрезков, {how}: {value}
        трата за шесть последних двухнедельных отрезков, {how}: {value}
        меньше всего
        больше всего
        обычно
        разброс""",
    "be": """
        дзён пасля апошняй пакупкі: {value}
        дзён пасля першай пакупкі: {value}
        дзён з пакупкамі ўсяго: {value}
        дзён з пакупкамі ў дзень, лічачы з першага: {value}
        выдаткі ў дзень пасля першай пакупкі: {value}
        выдаткі ў дзень з пакупкай: {value}
        дзён паміж пакупкамі звычайна: {value}
        роскід прамежкаў паміж пакупкамі, у днях: {value}
        самы доўгі прамежак за апошні час, у днях: {value}
        апошні прамежак, у днях: {value}
        час пасля апошняй пакупкі ў звычайных прамежках: {value}
        дзён з пакупкамі за апошнія {window} дзён: {value}
        выдаткі за апошнія {window} дзён: {value}
        тавараў за апошнія {window} дзён: {value}
        зніжак за апошнія {window} дзён: {value}
        частата пакупак у дзень, найбольш лічацца апошнія {window} дзён: {value}
        выдаткі ў дзень, найбольш лічацца апошнія {window} дзён: {value}
        дзён з пакупкамі за шэсць апошніх двухтыднёвых адрэзкаў, {how}: {value}
        выдаткі за шэсць апошніх двухтыднёвых адрэзкаў, {how}: {value}
        найменш
        найбольш
        звычайна
        роскід""",
    "ka": """
        დღე ბოლო შენაძენიდან: {value}
        დღე პირველი შენაძენიდან: {value}
        შენაძენის დღეები სულ: {value}
        შენაძენის დღეები დღეში, პირველიდან: {value}
        დანახარჯი დღეში პირველი შენაძენიდან: {value}
        დანახარჯი შენაძენის დღეს: {value}
        დღე შენაძენებს შორის, ჩვეულებრივ: {value}
        შენაძენებს შორის შუალედის ცვალებადობა, დღე: {value}
        ყველაზე გრძელი ბოლოდროინდელი შუალედი, დღე: {value}
        ბოლო შუალედი, დღე: {value}
        დრო ბოლო შენაძენიდან, ჩვეულ შუალედებში: {value}
        შენაძენის დღეები ბოლო {window} დღეში: {value}
        დანახარჯი ბოლო {window} დღეში: {value}
        ნივთები ბოლო {window} დღეში: {value}
        ფასდაკლებები ბოლო {window} დღეში: {value}
        შენაძენის სიხშირე დღეში, უპირატესად ბოლო {window} დღე: {value}
        დანახარჯი დღეში, უპირატესად ბოლო {window} დღე: {value}
        შენაძენის დღეები ბოლო ექვს ორკვირიან მონაკვეთში, {how}: {value}
        დანახარჯი ბოლო ექვს ორკვირიან მონაკვეთში, {how}: {value}
        ყველაზე ცოტა
        ყველაზე ბევრი
        ჩვეულებრივ
        ცვალებადობა""",
    "ar": """
        الأيام منذ آخر شراء: {value}
        الأيام منذ أول شراء: {value}
        مجموع أيام الشراء: {value}
        أيام الشراء في اليوم منذ أولها: {value}
        الإنفاق في اليوم منذ أول شراء: {value}
        الإنفاق في يوم الشراء: {value}
        الأيام بين عمليات الشراء عادةً: {value}
        تفاوت المدة بين عمليات الشراء بالأيام: {value}
        أطول مدة في الآونة الأخيرة بالأيام: {value}
        المدة الأخيرة بالأيام: {value}
        الوقت منذ آخر شراء مقيسًا بالمدة المعتادة: {value}
        أيام الشراء في آخر {window} يومًا: {value}
        الإنفاق في آخر {window} يومًا: {value}
        السلع في آخر {window} يومًا: {value}
        الخصومات في آخر {window} يومًا: {value}
        تكرار الشراء في اليوم مع ترجيح آخر {window} يومًا: {value}
        الإنفاق في اليوم مع ترجيح آخر {window} يومًا: {value}
        أيام الشراء في آخر ست فترات من أسبوعين، {how}: {value}
        الإنفاق في آخر ست فترات من أسبوعين، {how}: {value}
        الأقل
        الأكثر
        عادةً
        التفاوت""",
    "pt": """
        dias desde a última compra: {value}
        dias desde a primeira compra: {value}
        dias de compra ao todo: {value}
        dias de compra por dia desde o primeiro: {value}
        gasto por dia desde a primeira compra: {value}
        gasto por dia de compra: {value}
        dias entre compras, em regra: {value}
        variação dos intervalos entre compras, em dias: {value}
        o intervalo mais longo dos últimos tempos, em dias: {value}
        o último intervalo, em dias: {value}
        tempo desde a última compra, em intervalos habituais: {value}
        dias de compra nos últimos {window} dias: {value}
        gasto nos últimos {window} dias: {value}
        artigos nos últimos {window} dias: {value}
        descontos nos últimos {window} dias: {value}
        frequência por dia, contando mais os últimos {window} dias: {value}
        gasto por dia, contando mais os últimos {window} dias: {value}
        dias de compra nas últimas seis quinzenas, {how}: {value}
        gasto nas últimas seis quinzenas, {how}: {value}
        o mínimo
        o máximo
        em regra
        a variação""",
}
WORDS = MappingProxyType(
    {
        language: dict(zip(_KEYS, (line.strip() for line in said.strip().split("\n")), strict=True))
        for language, said in _SAID.items()
    }
)
"""By language and key: a sentence with `{value}`, and where the key is of a span `{window}` or `{how}`."""
