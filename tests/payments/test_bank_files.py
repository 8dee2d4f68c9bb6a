"""Bank statements as files: camt.053 and CSV."""

from datetime import date

import pytest
from typer.testing import CliRunner

from serai.config.cli.main import program
from serai.kernel.money import Money
from serai.payments.domain.bank_file.credit import BankFileRefused, Credit
from serai.payments.domain.bank_file.read_file import read_bank_file
from serai.payments.models import BankLine

IBAN = "DE89370400440532013000"
ENTRY = """<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{kind}</CdtDbtInd>{more}
<Sts>{state}</Sts><BookgDt><Dt>2026-03-14</Dt></BookgDt>{own}<NtryDtls>{details}</NtryDtls></Ntry>"""
DETAIL = """<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amount}
<RltdPties><Dbtr><Nm>Ann Example</Nm></Dbtr></RltdPties>
<RmtInf><Ustrd>Invoice</Ustrd><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"""


def entry(amount="8.97", *, kind="CRDT", state="BOOK", text="RF18", own="", more="", details=None):
    own = f"<AcctSvcrRef>{own}</AcctSvcrRef>" if own else ""
    told = DETAIL.format(text=text, amount="") if details is None else details
    return ENTRY.format(amount=amount, kind=kind, state=state, own=own, more=more, details=told)


def camt(*entries: str, version: str = "02", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        f"<Stmt><Id>1</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>{''.join(entries)}</Stmt>"
        "</BkToCstmrStmt></Document>"
    ).encode()


@pytest.mark.parametrize("version", ["02", "08", "13"])
def test_a_booked_credit_is_told_with_its_payer_and_its_text(version):
    [credit] = read_bank_file(camt(entry(own="B1"), version=version))

    assert credit == Credit(
        IBAN, "B1", date(2026, 3, 14), Money(897, "EUR"), "Ann Example", "Invoice RF18"
    )


def test_newer_versions_put_names_and_states_one_level_deeper():
    newer = camt(entry(state="<Cd>BOOK</Cd>")).replace(
        b"<Nm>Ann Example</Nm>", b"<Pty><Nm>Bob</Nm></Pty>"
    )

    assert [credit.payer for credit in read_bank_file(newer)] == ["Bob"]


@pytest.mark.parametrize(
    "passed_over",
    [entry(kind="DBIT"), entry(state="PDNG"), entry(more="<RvslInd>true</RvslInd>"), entry("0.00")],
)
def test_debits_reversals_and_announcements_are_passed_over(passed_over):
    assert read_bank_file(camt(passed_over)) == []


def test_a_batch_is_told_transaction_by_transaction():
    amount = '<Amt Ccy="EUR">{}</Amt>'
    details = DETAIL.format(text="RF1", amount=amount.format("3.00")) + DETAIL.format(
        text="RF2", amount=amount.format("5.97")
    )

    found = read_bank_file(camt(entry(details=details, own="BATCH")))

    assert [(each.amount.minor, each.text) for each in found] == [
        (300, "Invoice RF1"),
        (597, "Invoice RF2"),
    ]
    assert len({each.ref for each in found}) == 2


def test_a_batch_without_amounts_is_one_credit():
    details = DETAIL.format(text="RF1", amount="") + DETAIL.format(text="RF2", amount="")

    [credit] = read_bank_file(camt(entry(details=details, own="BATCH")))

    assert (credit.amount.minor, credit.ref) == (897, "BATCH")
    assert credit.text == "Invoice RF1 RF2"


def test_credits_that_the_bank_has_not_named_have_the_same_name_in_every_statement():
    first = read_bank_file(camt(entry(), entry()))
    second = read_bank_file(camt(entry("1.00"), entry(), entry()))

    assert len({each.ref for each in first}) == 2
    assert {each.ref for each in first} < {each.ref for each in second}


def test_two_credits_of_one_name_are_both_told():
    refs = [each.ref for each in read_bank_file(camt(entry(own="B1"), entry("1.00", own="B1")))]

    assert refs[0] == "B1"
    assert len(set(refs)) == 2


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "content",
    [
        camt(entry(text="&b;"), before=BOMB),
        camt(entry(text="&a;"), before=OUTSIDE),
        camt(entry(), before='<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'),
        b"<a>" * 100 + b"</a>" * 100,
        b"<Document><BkToCstmrStmt/></Document>",
        camt(entry())[:-20],
        camt(entry(amount="1.234")),
        camt(entry().replace("2026-03-14", "yesterday")),
        camt(entry().replace(' Ccy="EUR"', "")),
        camt(entry()).replace(IBAN.encode(), b""),
        b"a,b\n1,2\n",
        b"\xff\xfe",
        b"",
        b"account,line_ref,booked_on,amount,currency,payer,text\nA,1,2026-03-14,1.00\n",
        b"account,line_ref,booked_on,amount,currency,payer,text\nA,,2026-03-14,1.00,EUR,,\n",
        b"account,line_ref,booked_on,amount,currency,payer,text\nA,1,2026-03-14,x,EUR,,\n",
    ],
)
def test_what_is_no_statement_is_refused(content):
    with pytest.raises(BankFileRefused):
        read_bank_file(content)


CSV = (
    "account,line_ref,booked_on,amount,currency,payer,text\n"
    'main,1,2026-03-14,8.97,EUR,Ann,"RF18, thanks"\n'
    "main,2,2026-03-14,-3.00,EUR,,fee\n"
)


def test_csv_tells_credits_by_its_columns():
    assert read_bank_file(CSV.encode()) == [
        Credit("main", "1", date(2026, 3, 14), Money(897, "EUR"), "Ann", "RF18, thanks")
    ]


@pytest.mark.django_db
def test_the_command_takes_a_file_in_once(tmp_path, monkeypatch):
    monkeypatch.setattr("serai.config.cli.bank.load_django", lambda **_: None)
    file = tmp_path / "statement.xml"
    file.write_bytes(camt(entry(own="B1"), entry(own="B2")))

    told = [CliRunner().invoke(program, ["bank", "import", str(file)]) for _ in range(2)]

    assert [each.output for each in told] == [
        "2 new lines, 0 matched, 0 payments whole.\n",
        "0 new lines, 0 matched, 0 payments whole.\n",
    ]
    assert sorted(BankLine.objects.values_list("account", "line_ref")) == [
        (IBAN, "B1"),
        (IBAN, "B2"),
    ]
    file.write_text("<html>")
    assert CliRunner().invoke(program, ["bank", "import", str(file)]).exit_code == 2
