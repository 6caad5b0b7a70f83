# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the house in the states worth looking at, and the addresses that are no page.

A new address without a place here fails `test_pages.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.furnishing import ENDLESS


def as_found(page: Page) -> None:
    """Look at the page as it opens."""


def keys_shown(page: Page) -> None:
    """With the list of keys open."""
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def all_unfolded(page: Page) -> None:
    """With everything that can be unfolded open."""
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")


def sent(button: str, **filled: str) -> Callable[[Page], None]:
    """With a form sent by the button that this selector finds, and so refused."""

    def send(page: Page) -> None:
        all_unfolded(page)
        for name, value in filled.items():
            page.locator(f"main [name={name}]").fill(value)
        page.locator(button).first.click()
        page.locator("main [aria-invalid=true], main [role=alert], main .notice--danger").first.wait_for()

    return send


def looked_at(page: Page) -> None:
    """With what an act on many would do."""
    page.locator("main button[value=ask]").click()
    page.wait_for_url("**/register/bulk/*/")


def followed(link: str) -> Callable[[Page], None]:
    """Where the first link leads that this selector finds: a page that differs from person to person."""

    def follow(page: Page) -> None:
        page.locator(link).first.click()
        page.wait_for_load_state()

    return follow


def role_without_a_unit(page: Page) -> None:
    """With a role refused, because it does not say over which unit."""
    page.locator("main select[name=scope]").select_option("unit")
    sent("main form[action*=roles] .btn--main")(page)


@dataclass(frozen=True)
class Place:
    """A page: the name of its address, its path (names of records in braces), who looks, in which state."""

    name: str
    path: str
    who: str = "chief"
    state: Callable[[Page], None] = as_found
    status: int = 200
    about: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.who or "visitor", self.about) if part)


def places() -> list[Place]:
    """All of them."""
    return [
        *_FRAME,
        *_ACCOUNT,
        *_ACCESS,
        *_SOURCES,
        *_WORK,
        *_REGISTER,
        *_WHOSE,
        *_PARLIAMENT,
        *_READING,
        *_CORPUS,
        *_INDICATORS,
        *_FOCUS,
        *_ACCOUNTABILITY,
    ]


_FRAME = [
    Place("home", "/?doors=1", who="", about="doors"),
    Place("home", "/?doors=1", about="doors"),
    Place("home", "/", who="newcomer", about="no role"),
    Place("search", "/search/"),
    Place("search", "/search/?q=mensenrechten"),
    Place("search", f"/search/?q={ENDLESS}", about="endless word"),
    Place("search", "/search/?q=xyzzy", about="nothing found"),
    Place("glossary", "/glossary/"),
    Place("glossary", "/glossary/", who=""),
    Place("accessibility", "/accessibility/"),
    Place("preferences", "/preferences/"),
    Place("preferences", "/preferences/", state=keys_shown, about="keys"),
    Place("home", "/nowhere/", status=404, about="not found"),
    Place("home", "/nowhere/", who="", status=404, about="not found"),
    Place("people", "/administration/", who="newcomer", status=403, about="may not"),
    Place("home", "/failure-of-ours", who="", status=500, about="failure"),
]
_SEND = "main form:not([role=search]) button:not([name=language]):not([formaction])"
_ACCOUNT = [
    Place("account_login", "/account/login/", who=""),
    Place(
        "account_login",
        "/account/login/",
        who="",
        state=sent(_SEND, login="nobody@example.org", password="wrong"),
        about="refused",
    ),
    Place("account_logout", "/account/logout/"),
    Place("account_inactive", "/account/inactive/", who=""),
    Place("account_signup", "/account/signup/", who="", about="closed"),
    Place("account_reauthenticate", "/account/reauthenticate/"),
    Place("account_email_verification_sent", "/account/confirm-email/", who=""),
    Place("account_confirm_email", "/account/confirm-email/nonsense/", who=""),
    Place("account_change_password", "/account/password/change/"),
    Place("account_change_password", "/account/password/change/", state=sent(_SEND), about="refused"),
    Place("account_set_password", "/account/password/set/"),
    Place("account_reset_password", "/account/password/reset/", who=""),
    Place("account_reset_password", "/account/password/reset/", who="", state=sent(_SEND), about="refused"),
    Place("account_reset_password_done", "/account/password/reset/done/", who=""),
    Place("account_reset_password_from_key", "{new_password}", who=""),
    Place("account_reset_password_from_key", "/account/password/reset/key/1-old/", who="", about="too old"),
    Place("account_reset_password_from_key_done", "/account/password/reset/key/done/", who=""),
    Place("account_confirm_login_code", "/account/login/code/confirm/", who=""),
]
_ACCESS = [
    Place("people", "/administration/"),
    Place("add_person", "/administration/people/new/"),
    Place("add_person", "/administration/people/new/", state=sent(_SEND), about="refused"),
    Place("person", "{person}"),
    Place("person", "{person}", state=role_without_a_unit, about="role refused"),
    Place("add_unit", "/administration/units/new/"),
    Place("add_unit", "/administration/units/new/", state=sent(_SEND), about="refused"),
    Place("audit", "/audit/"),
    Place("audit", "/audit/?person=xyzzy", about="nothing found"),
]
_SOURCES = [
    Place("documents", "/documents/"),
    Place("documents", "/documents/?q=xyzzy", about="nothing found"),
    Place("document", "{letter}", about="with its text"),
    Place("document", "{real_letter}", about="places only"),
]
_NOTHING = f"/register/?q={ENDLESS[:60]}&overdue=on&on=2026-01-01"
_WORK = [
    Place("my_work", "/work/"),
    Place("my_work", "/work/?list=changed", who="colleague", about="nothing yet"),
    Place("feed_addresses", "/notices/addresses/"),
    Place("notice_settings", "/preferences/notices/"),
]
_REGISTER = [
    Place("register", "/register/"),
    Place("coordination", "/coordination/"),
    Place("coordination", "/coordination/", state=all_unfolded, about="tables open"),
    Place("register", "/register/?sort=due&state=open&on=2025-12-31", about="filtered, as known on"),
    Place("register", _NOTHING, about="nothing found"),
    Place("register", "/register/?on=yesterday&page=x", about="wrong day"),
    Place("owed", "/register/owed/"),
    Place("owed", "/register/owed/?overdue=on&on=2025-12-31", about="filtered, as known on"),
    Place("owed", "/register/owed/?q=xyzzy", about="nothing found"),
    Place("saved_views", "/register/views/"),
    Place("saved_views", "/register/views/", who="colleague", about="from colleagues"),
    Place("change_view", "/register/views/", state=followed("main .row a.btn"), about="from the list"),
    Place("save_view", "/register/views/new/?state=open&overdue=on"),
    Place("save_view", "/register/views/new/", state=sent("main form .btn--main"), about="refused"),
    Place("recommendation", "{recommendation}"),
    Place("recommendation", "{restricted}", about="restricted"),
    Place("add_recommendation", "/register/recommendations/new/"),
    Place("edit_recommendation", "{recommendation}edit/"),
    Place("add_commitment", "/register/commitments/new/"),
    Place("edit_commitment", "{late}edit/"),
    Place("commitment", "{late}", state=all_unfolded),
    Place("commitment", "{endless}", about="endless, restricted"),
    Place("commitment", "{settled}", about="settled"),
    Place("commitment", "{settled}?on=2025-12-31", about="as known on"),
    Place("commitment", "{late}", state=sent("main form[action*=notes] [type=submit]"), about="note refused"),
    Place("commitment", "{late}", state=sent("main form[action*=deadline] .btn"), about="deadline refused"),
    Place("bulk", "/register/bulk/?overdue=on", state=all_unfolded),
    Place("bulk", "/register/bulk/?q=zzzzzz", about="nothing left"),
    Place("bulk", "/register/bulk/", state=sent("main form .btn--main"), about="refused"),
    Place("bulk", "/register/bulk/", state=looked_at, about="what would change"),
    Place("bulk_act", "{bulk_done}", about="done"),
    Place(
        "commitment",
        "{late}",
        state=sent("main form[action*=comments] .btn", text="@Niemand, kijk jij hiernaar?"),
        about="comment refused",
    ),
]
_WHOSE = [
    Place("assign", "{late}who/"),
    Place("link_commitment", "{late}links/"),
    Place("link_commitment", "{late}links/?q=de", about="found"),
    Place("link_commitment", "{late}links/?q=xyzzy", about="nothing found"),
    Place("split_commitment", "{late}split/"),
    Place("split_commitment", "{late}split/", state=sent("main form .btn--main"), about="refused"),
    Place("hand_over", "{to_hand_over}", state=all_unfolded),
    Place("hand_over", "{to_hand_over}", state=sent("main form .btn--main"), about="refused"),
    Place("handed_over", "{handed_over}"),
]
_PARLIAMENT = [
    Place("parliament", "/register/parliament/"),
    Place("parliament", "/register/parliament/?q=xyzzy", about="nothing found"),
    Place("parliament_item", "{item_to_link}?q=voorbeeld", about="to link, searching"),
    Place("parliament_item", "{item_linked}", about="linked, differs"),
    Place("parliament_item", "{item_motion}", about="motion"),
    Place(
        "parliament_item",
        "{item_to_link}",
        state=sent("main form[action*=aside] .btn"),
        about="setting aside refused",
    ),
    Place("parliament_promise", "{item_to_link}promise/"),
    Place("parliament_differences", "/register/parliament/differences/"),
    Place("parliament_differences", "/register/parliament/differences/?kind=deadline", about="one kind"),
    Place("parliament_read", "/register/parliament/read/"),
    Place(
        "parliament_read",
        "/register/parliament/read/",
        state=sent("main form[enctype] .btn"),
        about="refused",
    ),
]
_READING = [
    Place("reading", "/reading/"),
    Place("reading", "/reading/", state=sent("main form[enctype] .btn--main"), about="refused"),
    Place("reading_letter", "{reading_choosing}"),
    Place("reading_letter", "{reading_choosing}?show=all", state=keys_shown, about="keys"),
    Place("reading_letter", "{reading_choosing}?do=change", about="changing"),
    Place("reading_letter", "{reading_choosing}?do=join", about="joining"),
    Place("reading_letter", "{reading_choosing}?do=split", about="splitting"),
    Place("reading_letter", "{reading_choosing}?do=answer", about="answering an earlier promise"),
    Place("reading_letter", "{reading_choosing}?do=answer&q=xyzzy", about="no earlier promise found"),
    Place("reading_letter", "{reading_choosing}?show=done", about="nothing done yet"),
    Place("reading_letter", "{reading}", about="known in the register"),
    Place("reading_known", "{reading}known/"),
    Place("reading_sure", "{reading_choosing}sure/"),
    Place("reading_enter", "{reading_choosing}enter/", about="nothing accepted"),
    Place("reading_enter", "{reading_sure}enter/", about="something accepted"),
]
_CORPUS = [
    Place("un_search", "/un/", state=all_unfolded),
    Place("un_search", "/un/?q=water&country=KE", about="filtered"),
    Place("un_search", "/un/?q=water&page=2", about="second page"),
    Place("un_search", "/un/?q=water&after=1", about="what is new"),
    Place("un_search", "/un/?q=xyzzy", who="colleague", about="nothing found"),
    Place("un_search", f"/un/?q={ENDLESS}", about="endless word"),
    Place("un_values", "/un/values/theme/?q=water"),
    Place("un_recommendation", "{un_recommendation}"),
    Place("un_recommendation", "{un_ours}", state=all_unfolded, about="of ours"),
    Place("un_recommendation", "{un_ours}", state=sent("#follow-up .btn--main"), about="assessment refused"),
    Place("un_own", "/un/own/", state=all_unfolded),
    Place("un_own", "/un/own/?view=countries", about="by country"),
    Place("un_own", "/un/own/?view=map", about="map"),
    Place("un_own", "/un/own/?view=themes", about="themes"),
    Place("un_own", "/un/own/?look=due&q=xyzzy", who="colleague", about="nothing found"),
    Place("un_own_give", "/un/own/give/?country=KE"),
    Place("un_to_us", "/un/to-us/"),
    Place("un_calendar", "/un/calendar/"),
    Place("un_review", "/un/reviews/KE/", state=all_unfolded),
    Place("un_review", "/un/reviews/SY/", who="colleague", about="nothing known"),
    Place("un_clusters", "/un/clusters/"),
    Place("un_clusters", "/un/clusters/?country=KE", about="of a state"),
    Place("un_cluster", "{un_cluster}", state=all_unfolded),
    Place("countries", "/countries/"),
    Place("countries", "/countries/?q=xyzzy", about="nothing found"),
    Place("country", "/countries/KE/"),
    Place("country", "/countries/VA/", who="colleague", about="nothing known"),
    Place("compare_countries", "/countries/compare/?country=KE&country=GB&country=CD"),
    Place("compare_countries", "/countries/compare/?country=KE&country=xyzzy", status=422, about="refused"),
    Place("un_saved", "/un/saved/"),
    Place("un_saved", "/un/saved/", who="colleague", about="nothing yet"),
    Place("un_save", "/un/saved/new/?q=water&country=KE"),
    Place("un_save", "/un/saved/new/?q=water", state=sent("main form .btn--main"), about="refused"),
    Place("un_rename", "/un/saved/", state=followed("main .row a.btn"), about="from the list"),
    Place("un_import", "/un/import/"),
    Place("un_import", "/un/import/", state=sent("main form[enctype] .btn--main"), about="refused"),
    Place("un_import_job", "{un_import_job}", about="failed"),
    Place("un_import_run", "{un_import_run}"),
    Place("un_names", "/un/names/"),
    Place("un_names", "/un/names/?show=decided", about="decided"),
]
_INDICATORS = [
    Place("indicators", "/indicators/"),
    Place("indicator_series", "/indicators/demo-free-speech/", state=all_unfolded),
]
_FOCUS = [
    Place("focus", "/focus/"),
    Place("focus", "/focus/", state=sent("#begin .btn--main"), about="refused"),
    Place("focus_round", "{round}"),
    Place("focus_round", "{round}", who="colleague", about="to read"),
    Place("focus_remarks", "{open_round}remarks/"),
    Place("focus_settings", "{open_round}settings/"),
    Place("focus_criteria", "{open_round}criteria/"),
    Place("focus_replace", "{open_round}replace/"),
    Place("focus_weigh", "{open_round}weigh/"),
    Place("focus_run", "{round}runs/1/", state=all_unfolded),
    Place("focus_profile", "{round}runs/1/KE/", state=all_unfolded),
    Place("focus_beside", "{round}runs/1/beside/{round_pk}/1/"),
    Place("focus_propose", "{open_round}runs/1/propose/", state=all_unfolded),
    Place("focus_decision", "{round}decision/", state=all_unfolded),
]
_ACCOUNTABILITY = [
    Place("followup", "/reports/follow-up/"),
    Place("followup", "/reports/follow-up/?language=en&on=2025-12-31", about="English, as known on"),
]

#: Addresses that answer with no page of their own: they take a form and lead on, or give a file.
NO_PAGE = {
    "focus_begin",
    "focus_take_in",
    "focus_file",
    "focus_run_file",
    "focus_preview",
    "focus_start",
    "focus_json",
    "focus_figure",
    "focus_profile_figure",
    "focus_confirm",
    "focus_decision_file",
    "focus_decision_figure",
    "account_email",
    "language",
    "step_in",
    "assign_role",
    "withdraw_role",
    "document_file",
    "reading_accept",
    "reading_reject",
    "reading_change",
    "reading_join",
    "reading_split",
    "reading_answer",
    "reading_undo",
    "mark_seen",
    "feed",
    "deadlines",
    "renew_feed_address",
    "stop_feed_address",
    "ask_update",
    "bulk_do",
    "bulk_undo",
    "add_comment",
    "unlink_commitment",
    "withdraw_comment",
    "find_people",
    "delete_view",
    "owed_figure",
    "register_file",
    "coordination_figure",
    "register_figure",
    "add_note",
    "change_state",
    "move_due",
    "evidence",
    "parliament_file",
    "parliament_link",
    "parliament_set_aside",
    "parliament_take_up",
    "parliament_unlink",
    "parliament_main",
    "parliament_accept_deadline",
    "un_file",
    "un_assess",
    "un_note",
    "un_give",
    "un_next_look",
    "un_evidence",
    "un_own_file",
    "un_own_figure",
    "un_to_us_figure",
    "un_calendar_file",
    "un_check_draft",
    "un_change_draft",
    "un_new_draft",
    "un_decide_cluster",
    "country_figure",
    "indicator_file",
    "dossier_file",
    "un_remove",
    "un_import_go_on",
    "un_import_leave",
    "un_import_report",
    "un_name",
}
