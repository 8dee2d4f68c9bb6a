"""The letter that carries a login code, in the reader's language."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class LoginLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


_TEXTS = {
    "en": (
        "{code} is your login code",
        "Your code for {shop} is",
        "It is valid for {minutes} minutes and works once.",
        "If you did not ask for it, ignore this letter: nobody can log in without the code.",
    ),
    "de": (
        "{code} ist Ihr Anmeldecode",
        "Ihr Code für {shop} lautet",
        "Er gilt {minutes} Minuten und nur einmal.",
        "Haben Sie ihn nicht angefordert, beachten Sie diesen Brief nicht: Ohne den Code kann sich "
        "niemand anmelden.",
    ),
    "es": (
        "{code} es su código de acceso",
        "Su código para {shop} es",
        "Vale durante {minutes} minutos y una sola vez.",
        "Si no lo ha pedido, ignore esta carta: nadie puede entrar sin el código.",
    ),
    "fr": (
        "{code} est votre code de connexion",
        "Votre code pour {shop} est",
        "Il est valable {minutes} minutes et une seule fois.",
        "Si vous ne l'avez pas demandé, ignorez cette lettre : sans le code, personne ne peut se "
        "connecter.",
    ),
}


def login_letter(code: str, *, locale: str, shop: str, minutes: int) -> LoginLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    texts = _TEXTS.get(locale.partition("-")[0], _TEXTS["en"])
    subject, greeting, validity, warning = (
        text.format(code=code, shop=shop, minutes=minutes) for text in texts
    )
    return LoginLetter(
        subject=subject,
        text=f"{greeting}\n\n    {code}\n\n{validity}\n\n{warning}\n",
        html=(
            f'<p>{escape(greeting)}</p><p style="font-size:2em;letter-spacing:.2em">'
            f"<strong>{code}</strong></p><p>{escape(validity)}</p><p>{escape(warning)}</p>"
        ),
    )
