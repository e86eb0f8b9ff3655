"""The mail server: how it is named, and that nothing goes to one that is not who it says."""

from email.headerregistry import Address
from email.message import EmailMessage

import pytest

from sync.hub.__main__ import main
from sync.hub.mail.relay import Later, Refused, Relay, RelayAway, RelayError, parse
from sync.hub.mail.writer import address
from tests.sync.hub.mail.office import PASSWORD, USER, certificate


def letter(to: str = "anna@example.com") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = Address("Shop", addr_spec="shop@example.com"), Address(addr_spec=to)
    made["Subject"] = "Ready"
    made.set_content("It is here.")
    return made


def send(relay: Relay, message: EmailMessage) -> None:
    with relay.connected() as conversation:
        conversation.send(message)


def test_it_is_named_by_a_url():
    assert parse("smtp://mail.example") == Relay("mail.example", 587, "starttls")
    assert parse("smtps://mail.example:2465") == Relay("mail.example", 2465, "implicit")
    assert parse("smtp://shop%40example.com@mail.example", "secret").user == "shop@example.com"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example/inbox",
        "smtp://mail.example?tls=no",
        "smtp://mail.example:port",
        "smtp://shop:secret@mail.example",
        "smtp://shop@mail.example",
    ],
)
def test_what_names_none_is_refused_in_words(url):
    with pytest.raises(RelayError) as refused:
        parse(url)
    assert "secret" not in str(refused.value)


def test_the_command_says_what_is_wrong_and_reads_the_password_from_a_file(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("VETRINA_SMTP_PASSWORD", raising=False)
    serve = ["serve", "--data", str(tmp_path / "hub"), "--smtp"]
    assert main([*serve, "smtp://shop:secret@mail.example"]) == 1
    assert "no password in the mail server's address" in capsys.readouterr().err
    assert main([*serve, "smtp://shop@mail.example"]) == 1
    assert "wants the password of shop" in capsys.readouterr().err
    missing = ["--smtp-password-file", str(tmp_path / "none")]
    assert main([*serve, "smtp://shop@mail.example", *missing]) == 1
    assert "none" in capsys.readouterr().err
    assert main([*serve, "smtp://mail.example", "--mail-from", "nobody"]) == 1
    assert "no address that mail can come from" in capsys.readouterr().err


def test_a_letter_goes_over_tls_to_a_server_that_is_trusted_by_its_certificate(new_server, tmp_path):
    chain, key = certificate(tmp_path)
    server = new_server((chain, key))
    relay = Relay(server.host, server.port, "starttls", USER, PASSWORD, chain)
    send(relay, letter())
    assert server.box.subjects == ["Ready"]


def test_a_certificate_that_nobody_vouches_for_gets_no_letter(new_server, tmp_path):
    server = new_server(certificate(tmp_path))
    with pytest.raises(RelayAway):
        send(Relay(server.host, server.port, "starttls", USER, PASSWORD), letter())
    assert server.box.arrived == []


def test_a_wrong_password_is_no_fault_of_the_letter(new_server, tmp_path):
    chain, key = certificate(tmp_path)
    server = new_server((chain, key))
    with pytest.raises(RelayAway) as away:
        send(Relay(server.host, server.port, "starttls", USER, "wrong", chain), letter())
    assert "wrong" not in str(away.value)


def test_without_tls_only_this_machine_gets_letters(server, monkeypatch):
    monkeypatch.setattr("sync.hub.mail.relay.is_here", lambda _: False)
    with pytest.raises(RelayAway):
        send(Relay(server.host, server.port, "starttls"), letter())
    assert server.box.arrived == []


@pytest.mark.parametrize(
    ("reply", "error", "failure"),
    [
        ("550 no such user", Refused, "address"),
        ("553 not so", Refused, "address"),
        ("554 we do not like you", Refused, "refused"),
        ("450 busy", Later, ""),
        ("421 closing", RelayAway, ""),
    ],
)
def test_what_a_server_says_of_an_address(server, reply, error, failure):
    server.box.refuse["anna@example.com"] = reply
    with pytest.raises(error) as refused:
        send(Relay(server.host, server.port, "starttls"), letter())
    assert getattr(refused.value, "failure", "") == failure
    assert "anna" not in str(refused.value)


@pytest.mark.parametrize(
    ("reply", "error"), [("554 spam", Refused), ("552 too big", Refused), ("451 later", Later)]
)
def test_what_a_server_says_of_a_letter(server, reply, error):
    server.box.reply = reply
    with pytest.raises(error):
        send(Relay(server.host, server.port, "starttls"), letter())


def test_an_address_is_checked_and_a_domain_in_another_script_is_written_for_every_server():
    assert address("Anna@Bücher.example", "Anna\nRossi").addr_spec == "Anna@xn--bcher-kva.example"
    assert address("a@e.com", "Anna\nBcc: all").display_name == "Anna Bcc: all"
    for none in ("", "anna", "anna@", "anna@localhost", "a@b.example\nBcc: c@d.example", "花子@example.jp"):
        with pytest.raises(Refused):
            address(none)
