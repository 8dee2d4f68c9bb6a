"""
Letters by e-mail: a port, and the adapters that send them.

A *letter* is what the platform wants to say to one address; a *mailer* carries it away. The file
mailer keeps letters as `.eml` files (the default: it works offline, and tests and demos can read
them); the SMTP mailer speaks to a real mail server. Letters are sent from jobs, never inside a
transaction.
"""

from serai.plumbing.mail.file_mailer import FileMailer
from serai.plumbing.mail.letter import Letter
from serai.plumbing.mail.mailer import LetterRefused, Mailer, MailerUnavailable
from serai.plumbing.mail.smtp_mailer import SmtpMailer

__all__ = ["FileMailer", "Letter", "LetterRefused", "Mailer", "MailerUnavailable", "SmtpMailer"]
