"""The countries and territories of ISO 3166-1 that letters and parcels can be addressed to."""

COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY"
    " BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ"
    " FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO"
    " IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF"
    " MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG"
    " PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX"
    " SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT"
    " ZA ZM ZW".split()
)

WITHOUT_POSTCODE = frozenset(
    "AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GN GQ GY HK JM KI KM KN KP LC ML"
    " MR MW NA NR NU QA RW SB SC SL SR ST SY TD TF TG TK TL TO TT TV UG VU YE ZW".split()
)
"""Countries whose addresses have no postcode."""

POSTCODES = {
    "AM": r"\d{4}",
    "AR": r"[A-Z]?\d{4}([A-Z]{3})?",
    "AT": r"\d{4}",
    "AU": r"\d{4}",
    "BE": r"\d{4}",
    "BR": r"\d{5}-?\d{3}",
    "BY": r"\d{6}",
    "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d",
    "CH": r"\d{4}",
    "CN": r"\d{6}",
    "CZ": r"\d{3} ?\d{2}",
    "DE": r"\d{5}",
    "DK": r"\d{4}",
    "EG": r"\d{5}",
    "ES": r"\d{5}",
    "FI": r"\d{5}",
    "FR": r"\d{5}",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
    "GE": r"\d{4}",
    "GR": r"\d{3} ?\d{2}",
    "HU": r"\d{4}",
    "IL": r"\d{5}(\d{2})?",
    "IN": r"\d{3} ?\d{3}",
    "IT": r"\d{5}",
    "JO": r"\d{5}",
    "JP": r"\d{3}-?\d{4}",
    "KR": r"\d{5}",
    "KZ": r"\d{6}",
    "LB": r"\d{4}( ?\d{4})?",
    "MA": r"\d{5}",
    "MX": r"\d{5}",
    "NL": r"\d{4} ?[A-Z]{2}",
    "NO": r"\d{4}",
    "NZ": r"\d{4}",
    "PL": r"\d{2}-\d{3}",
    "PT": r"\d{4}(-\d{3})?",
    "RO": r"\d{6}",
    "RU": r"\d{6}",
    "SA": r"\d{5}(-\d{4})?",
    "SE": r"\d{3} ?\d{2}",
    "TR": r"\d{5}",
    "UA": r"\d{5}",
    "US": r"\d{5}(-\d{4})?",
}
"""What a postcode looks like, where one pattern covers the whole country."""

WITH_REGION = frozenset("AU BR CA IN MX US".split())
"""Countries whose letters need the state or province."""
