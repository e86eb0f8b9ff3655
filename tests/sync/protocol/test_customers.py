"""The customer's rule, held against whatever clients may send, in whatever order."""

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import customers
from sync.protocol.customers import (
    MAX_CARDS,
    MAX_CONSENT_CHANGES,
    MAX_CONSENTS,
    MAX_LISTS,
    MAX_PREFERENCES,
    MAX_SIZES,
    Act,
    CreateCustomer,
    Customer,
    GiveCard,
    GiveConsent,
    LinkList,
    SetLanguage,
    SetPreference,
    SetSize,
    SetStore,
    WithdrawConsent,
)
from sync.protocol.errors import Rejected
from sync.protocol.fits import Fit, ForgetFit, LearnFit, SayFit, Tally

ID = "c"
AT = "2026-11-22T10:00:00Z"

few = st.sampled_from(["shoe", "coat", "news", "email"])
value = st.sampled_from(["", "42", "plain"])
verbs = st.one_of(
    st.builds(CreateCustomer, value, value),
    st.builds(SetLanguage, value),
    st.builds(SetStore, value),
    st.builds(SetSize, few, value),
    st.builds(SetPreference, few, value),
    st.builds(GiveConsent, few, few, st.sampled_from(["1", "2"])),
    st.builds(WithdrawConsent, few, few, st.sampled_from(["1", "2"])),
    st.builds(LinkList, few),
    st.builds(GiveCard, st.sampled_from(["7K3M9Q", "AAAA"])),
    st.builds(SayFit, st.just("size"), value),
    st.builds(ForgetFit, st.sampled_from(["", "size"])),
)
acts = st.builds(Act, st.sampled_from(["client:a", "client:b"]), st.just(AT), verbs)
histories = st.lists(acts, max_size=30)


def fold(history: list[Act], document: Customer | None = None) -> Customer:
    document = document or customers.apply(None, Act("x", AT, CreateCustomer()), customer_id=ID)
    for act in history:
        document = customers.apply(document, act, customer_id=ID)
    return document


@given(histories)
def test_nothing_is_kept_twice_empty_or_beyond_its_bounds(history: list[Act]) -> None:
    document = fold(history)
    assert "" not in {*document.sizes.values(), *document.preferences.values()}
    assert len(set(document.lists)) == len(document.lists) <= MAX_LISTS
    assert len(set(document.cards)) == len(document.cards) <= MAX_CARDS
    assert len(document.sizes) <= MAX_SIZES
    assert len(document.preferences) <= MAX_PREFERENCES
    assert len(document.consents) <= MAX_CONSENTS


@given(histories)
def test_what_holds_now_is_what_was_said_last(history: list[Act]) -> None:
    document = fold(history)
    for key, consent in document.consents.items():
        told = [
            one for one in document.consent_changes if customers.consent_key(one.purpose, one.channel) == key
        ]
        assert told[-1] == consent
        # Each change is one: never the same answer to the same words twice in a row.
        assert all((a.given, a.wording) != (b.given, b.wording) for a, b in itertools.pairwise(told))
    said = {
        customers.consent_key(act.verb.purpose, act.verb.channel): act.verb
        for act in history
        if isinstance(act.verb, GiveConsent | WithdrawConsent)
    }
    assert {key: one.given for key, one in document.consents.items()} == {
        key: isinstance(verb, GiveConsent) for key, verb in said.items()
    }


@given(histories, acts)
def test_doing_a_thing_again_at_once_changes_nothing_more(history: list[Act], act: Act) -> None:
    once = fold([*history, act])
    assert customers.apply(once, act, customer_id=ID) is once


@given(histories)
def test_a_customer_survives_the_wire(history: list[Act]) -> None:
    document = fold(history)
    assert msgspec.json.decode(msgspec.json.encode(document), type=Customer) == document


@given(acts)
def test_an_erased_customer_takes_nothing(act: Act) -> None:
    with pytest.raises(Rejected, match="erased"):
        customers.apply(Customer(id=ID, erased=True), act, customer_id=ID)


@given(acts.filter(lambda act: not isinstance(act.verb, CreateCustomer)))
def test_nobody_is_made_by_the_way(act: Act) -> None:
    with pytest.raises(Rejected, match="no_customer"):
        customers.apply(None, act, customer_id=ID)


def test_a_full_customer_says_so_and_can_still_say_no() -> None:
    yes = [GiveConsent("news", str(number), "1") for number in range(MAX_CONSENTS)]
    full = fold([Act("x", AT, verb) for verb in yes])
    with pytest.raises(Rejected, match="too_many_consents"):
        fold([Act("x", AT, GiveConsent("news", "more", "1"))], full)
    words = [str(number) for number in range(2, 2 + MAX_CONSENT_CHANGES - MAX_CONSENTS)]
    worn = fold([Act("x", AT, GiveConsent("news", "0", wording)) for wording in words], full)
    with pytest.raises(Rejected, match="too_many_consents"):
        fold([Act("x", AT, GiveConsent("news", "0", "one more"))], worn)
    assert len(worn.consent_changes) == MAX_CONSENT_CHANGES
    assert fold([Act("x", AT, WithdrawConsent("news", "0", "1"))], worn).consents["news:0"].given is False


@pytest.mark.parametrize(
    ("verb", "most", "reason"),
    [
        (lambda number: SetSize(number, "1"), MAX_SIZES, "too_many_sizes"),
        (lambda number: SetPreference(number, "1"), MAX_PREFERENCES, "too_many_preferences"),
        (LinkList, MAX_LISTS, "too_many_lists"),
        (lambda number: GiveCard(f"{number:A>4}".upper()), MAX_CARDS, "too_many_cards"),
    ],
)
def test_there_is_an_end_to_everything(verb, most: int, reason: str) -> None:
    full = fold([Act("x", AT, verb(str(number))) for number in range(most)])
    with pytest.raises(Rejected, match=reason):
        fold([Act("x", AT, verb("more"))], full)


def test_a_size_that_was_forgotten_is_not_learned_from_an_older_sale() -> None:
    bought = LearnFit("size", "9.5", "bought", "shoes", "Passo")
    known = fold([Act("hub", AT, bought), Act("hub", AT, bought)])
    assert known.fits == {"size|shoes|Passo": Fit("size", "shoes", "Passo", {"9.5": Tally(2)})}
    forgot = fold([Act("customer:c", "2026-11-23T10:00:00Z", ForgetFit())], known)
    assert forgot.fits == {}
    assert fold([Act("hub", AT, bought)], forgot) is forgot
    assert fold([Act("hub", "2026-11-24T10:00:00Z", bought)], forgot).fits
