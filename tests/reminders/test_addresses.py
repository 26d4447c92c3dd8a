"""Which addresses we may call on somebody's word."""

import pytest

from reminders.addresses import ForbiddenAddress, is_public, public_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("93.184.215.14", True, id="the open internet"),
        pytest.param("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, id="the open internet, IPv6"),
        pytest.param("127.0.0.1", False, id="this machine"),
        pytest.param("::1", False, id="this machine, IPv6"),
        pytest.param("0.0.0.0", False, id="no address at all"),  # noqa: S104
        pytest.param("10.0.0.1", False, id="a private network"),
        pytest.param("172.31.255.255", False, id="the last of another"),
        pytest.param("192.168.1.1", False, id="a home"),
        pytest.param("100.64.0.1", False, id="behind a provider"),
        pytest.param("169.254.169.254", False, id="where clouds keep their keys"),
        pytest.param("fe80::1%eth0", False, id="the next wall socket"),
        pytest.param("fd00::1", False, id="a private network, IPv6"),
        pytest.param("224.0.0.1", False, id="everyone at once"),
        pytest.param("::ffff:10.0.0.1", False, id="a private one dressed as IPv6"),
        pytest.param("::ffff:93.184.215.14", True, id="a public one dressed as IPv6"),
        pytest.param("64:ff9b::a00:1", False, id="a private one behind a translator"),
        pytest.param("2002:a00:1::", False, id="a private one in a tunnel"),
    ],
)
def test_an_address_is_public_or_it_is_not_called(address: str, expected: bool) -> None:
    assert is_public(address) is expected


def test_a_name_leads_to_the_address_that_was_checked() -> None:
    assert public_address("example.org", 443, resolving=lambda *_: ["93.184.215.14"]) == "93.184.215.14"


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([], id="no answer"),
        pytest.param(["10.0.0.1"], id="a private one"),
        pytest.param(["93.184.215.14", "127.0.0.1"], id="one of each"),
    ],
)
def test_a_name_with_any_other_answer_is_refused(answers: list[str]) -> None:
    with pytest.raises(ForbiddenAddress):
        public_address("example.org", 443, resolving=lambda *_: answers)


def test_a_name_that_does_not_exist_is_refused() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(ForbiddenAddress):
        public_address("example.org", 443, resolving=unknown)


def test_the_system_knows_this_machine() -> None:
    with pytest.raises(ForbiddenAddress):
        public_address("localhost", 443)
