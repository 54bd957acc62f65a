"""The contestants of a trial: those chosen, and the form that adds one."""

import os
from typing import NamedTuple

import streamlit as st

from llmselect.bench import local_server, matching
from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import AddressRule, address
from llmselect.bench.http.exchange import Exchange
from llmselect.bench.http.keys import key_for
from llmselect.bench.http.providers import KnownProvider, known_providers
from llmselect.bench.trial.plan import MOST_CONTESTANTS, Contestant
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import Offer
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, formatting
from llmselect.ui.try_models.contestant_settings import draw_settings, efforts_offered
from llmselect.ui.try_models.removable_rows import draw_removable_rows
from llmselect.ui.try_models.trial_state import owners_keys, trial_state

_MODELS, _FAULT = "try.models", "try.models_fault"
SMALL_MODEL = "LLMSELECT_SMALL_MODEL"
"""Variable with the address at which `make try` serves the packaged model, where its usual port is taken."""
PACKAGED = local_server.Usual("SmolLM2 135M", os.environ.get(SMALL_MODEL) or "http://localhost:8790/v1")
MODELS_S = 10.0
KEY_REST = "200ms"
"""A pause in typing after which the browser has the key ready for the next button."""


class Server(NamedTuple):
    """One entry of the list of servers."""

    label: str
    base_url: str
    provider: KnownProvider | None


def draw_contestants(catalog: Catalog, rule: AddressRule, say: Voice, *, local: bool) -> None:
    """Those chosen, each with its button to take it away, and the form for another."""
    state = trial_state()
    lines = [_described(contestant, say) for contestant in state.contestants]
    draw_removable_rows(lines, "try.contestant", _remove, say)
    if len(state.contestants) >= MOST_CONTESTANTS:
        st.caption(say("try.most_contestants", n=MOST_CONTESTANTS))
        return
    drawer = f"try.add_drawer.{min(len(state.contestants), 1)}"  # open for the first, then as the visitor leaves it
    with st.expander(say("try.add_title"), icon=":material/add:", expanded=not state.contestants, key=drawer):
        _form(catalog, rule, say, local)


def _described(contestant: Contestant, say: Voice) -> str:
    parts = [f"**{formatting.escape_markdown(contestant.name)}**", formatting.escape_markdown(contestant.server)]
    if contestant.temperature is not None:
        parts.append(say("try.at_temperature", n=say.number(contestant.temperature, 1)))
    if contestant.effort is not None:
        parts.append(say("try.at_effort", effort=say(contestant.effort.label)))
    if contestant.system:
        parts.append(say("try.with_system"))
    if contestant.catalog_model is None:
        parts.append(say("try.not_in_catalog"))
    return " · ".join(parts)


def _remove(i: int) -> None:
    del trial_state().contestants[i]


def _servers(catalog: Catalog, local: bool) -> list[Server]:
    usual = [PACKAGED, *local_server.USUAL] if local else []
    here = [Server(f"{each.name} · {each.base_url}", each.base_url, None) for each in usual]
    return here + [Server(f"{each.name} · {each.host}", each.base_url, each) for each in known_providers(catalog)]


def _form(catalog: Catalog, rule: AddressRule, say: Voice, local: bool) -> None:
    servers = {server.base_url: server for server in _servers(catalog, local)}
    chosen = st.selectbox(
        say("try.server"),
        list(servers),
        format_func=lambda url: servers[url].label if url in servers else str(url),
        key="try.server",
        accept_new_options=True,
        filter_mode="contains",
        persist_state="session",
        on_change=_forget_models,
        help=say("try.server_help_local" if local else "try.server_help_public"),
    )
    base_url = str(chosen or "")[:300]
    server = servers.get(base_url, Server(base_url, base_url, None))
    _key_field(server, rule, say)
    st.button(say("try.list"), key="try.list", icon=":material/dns:", on_click=_list_models, args=(server, rule))
    if fault := st.session_state.get(_FAULT):
        fault_messages.show_fault(fault, say)
    listed = st.session_state.get(_MODELS, ())
    model = st.selectbox(
        say("try.model"),
        listed or _offered(catalog, server),
        key="try.model",
        index=0 if listed else None,
        accept_new_options=True,
        filter_mode="contains",
        placeholder=say("try.model_placeholder"),
    )
    if model:
        _settings_and_add(catalog, server, str(model)[:300], rule, say)


def _key_field(server: Server, rule: AddressRule, say: Voice) -> None:
    """Typed for this session, else the owner's; without a key most providers refuse."""
    if server.provider is not None and server.provider.id in owners_keys():
        st.caption(say("try.owners_key"))
        return
    # Live: the browser would keep back what is typed where the next stop of Tab is the eye beside the field.
    st.text_input(
        say("try.key"),
        type="password",
        key=_key_field_of(server),
        help=say("try.key_help"),
        autocomplete="off",
        max_chars=500,
        live=KEY_REST,
        on_change="ignore",
    )
    host = _host(server, rule)
    if host in trial_state().keys:
        with st.container(horizontal=True, vertical_alignment="center", key="try.kept_key"):
            st.caption(say("try.key_kept", host=formatting.escape_markdown(host)))
            st.button(
                say("try.key_forget"), key="try.key_forget", type="tertiary", on_click=_forget_key, args=(server, host)
            )


def _host(server: Server, rule: AddressRule) -> str:
    """As keys are kept by it; empty for an address that is none, or not asked."""
    try:
        return address(server.base_url, rule).host.casefold()
    except ServerFault:
        return ""


def _key_field_of(server: Server) -> str:
    """A field of its own for each server: what was typed for one never stands ready to be sent to the next."""
    return f"try.key.{server.base_url}"


def _forget_key(server: Server, host: str) -> None:
    trial_state().keys.pop(host, None)
    st.session_state[_key_field_of(server)] = ""


def _forget_models() -> None:
    for name in (_MODELS, _FAULT, "try.model"):
        st.session_state.pop(name, None)


def _take_key(server: Server, rule: AddressRule) -> None:
    """Bind the key that was typed, or the owner's, to the host that it was typed for."""
    where = address(server.base_url, rule)
    owners = owners_keys().get(server.provider.id, "") if server.provider else ""
    key = key_for(st.session_state.get(_key_field_of(server)) or owners, where)
    if key is not None:
        trial_state().keys[where.host.casefold()] = key


def _list_models(server: Server, rule: AddressRule) -> None:
    st.session_state.pop(_FAULT, None)
    st.session_state.pop(_MODELS, None)
    try:
        _take_key(server, rule)
        where = address(server.base_url, rule)
        how = Exchange(MODELS_S, MODELS_S, key=trial_state().keys.get(where.host.casefold()))
        st.session_state[_MODELS] = listed = local_server.models_at(where, how)
        if listed:  # a list that was shown empty would go on choosing nothing
            st.session_state["try.model"] = listed[0]
    except ServerFault as fault:
        st.session_state[_FAULT] = fault


def _offered(catalog: Catalog, server: Server) -> tuple[str, ...]:
    """Names of a provider's models as the catalog has them, for who does not ask its server."""
    if server.provider is None:
        return ()
    return tuple(sorted({o.api_model_id for o in catalog.file.offers if o.provider == server.provider.id}))


def _settings_and_add(catalog: Catalog, server: Server, model: str, rule: AddressRule, say: Voice) -> None:
    offer = _offer(catalog, server, model)
    tie = (offer.model, None) if offer else _tie(catalog, server, model, say)
    price = offer.price if offer else None
    settings = draw_settings(efforts_offered(catalog, tie[0]), model, say)
    contestant = Contestant(
        base_url=server.base_url,
        model=model,
        catalog_model=tie[0],
        quantization=tie[1],
        offer=offer.id if offer else None,
        input_usd_per_mtok=price.input_usd_per_mtok if price else None,
        output_usd_per_mtok=price.output_usd_per_mtok if price else None,
        **settings._asdict(),
    )
    st.button(
        say("try.add"),
        key="try.add",
        type="primary",
        icon=":material/add:",
        on_click=_add,
        args=(contestant, server, rule),
    )


def _offer(catalog: Catalog, server: Server, model: str) -> Offer | None:
    if server.provider is None:
        return None
    named = (o for o in catalog.file.offers if o.provider == server.provider.id and o.api_model_id == model)
    return next(named, None)


def _tie(catalog: Catalog, server: Server, model: str, say: Voice) -> tuple[str | None, str | None]:
    """What the name stands for in the catalog, as a person confirms it; (None, None): nothing of it."""
    likely = matching.matches(catalog, model)
    models = [each.id for each in catalog.file.models if each.architecture is not None]
    ids = list(dict.fromkeys([*(match.model for match in likely), *models]))
    left, right = st.columns(2)
    chosen = left.selectbox(
        say("try.is_model"),
        ids,
        index=0 if likely else None,
        format_func=lambda i: catalog.models[i].name,
        key=f"try.is_model.{model}",
        filter_mode="contains",
        placeholder=say("try.nothing_of_it"),
    )
    if chosen is None or server.provider is not None:
        return chosen, None
    quantizations = [each.id for each in catalog.file.quantizations]
    guess = next((match.quantization for match in likely if match.model == chosen and match.quantization), None)
    quantization = right.selectbox(
        say("try.is_quantization"),
        quantizations,
        index=quantizations.index(guess) if guess in quantizations else None,
        key=f"try.is_quantization.{model}",
        filter_mode="contains",
        placeholder=say("try.unknown_quantization"),
    )
    return chosen, quantization


def _add(contestant: Contestant, server: Server, rule: AddressRule) -> None:
    st.session_state.pop(_FAULT, None)
    try:
        _take_key(server, rule)
    except ServerFault as fault:
        st.session_state[_FAULT] = fault
        return
    trial_state().add(contestant)
