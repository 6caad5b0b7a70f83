# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions and kinds of record in the audit trail, in words for people; the trail itself keeps their codes."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "read": _("read a restricted record"),
    "person.sign_in": _("signed in"),
    "person.sign_out": _("signed out"),
    "person.sign_in_failed": _("tried to sign in, in vain"),
    "person.step_in": _("stepped into a role of the demonstration"),
    "person.create": _("added a person"),
    "person.change": _("changed a person's name, units or access"),
    "person.password": _("set a password"),
    "person.preferences": _("changed language or display"),
    "role.assign": _("gave a role"),
    "role.withdraw": _("withdrew a role"),
    "unit.create": _("added a unit"),
    "theme.add": _("added a theme"),
    "un.search.save": _("saved a search of the UN's recommendations"),
    "un.search.rename": _("renamed a saved search"),
    "un.search.remove": _("removed a saved search"),
    "un.look_mail": _("mailed recommendations to look at"),
    "un.assess": _("assessed what became of a recommendation"),
    "un.note": _("added a note to a recommendation of ours"),
    "un.give": _("changed who looks after a recommendation"),
    "un.give_all": _("gave recommendations to a unit"),
    "un.next_look": _("set when to look at a recommendation again"),
    "un.draft": _("began a draft recommendation"),
    "un.draft_change": _("changed a draft recommendation"),
    "un.cluster_confirm": _("confirmed that recommendations ask the same"),
    "un.cluster_split": _("took recommendations out of a cluster"),
    "un.cluster_merge": _("put two clusters together"),
    "un.import": _("imported recommendations of the United Nations"),
    "ratifications.import": _("imported ratifications of treaties"),
    "indicators.import": _("imported indicators"),
    "un.send_files": _("sent files to be imported"),
    "un.import_looked": _("had files imported that were looked at"),
    "un.leave_files": _("left files that were to be imported"),
    "focus.add": _("began a round of choice"),
    "focus.change": _("changed a round of choice"),
    "focus.weigh": _("weighed the criteria of a round of choice"),
    "focus.run": _("had a round of choice worked out"),
    "focus.propose": _("proposed which countries to choose"),
    "focus.confirm": _("confirmed which countries are chosen"),
    "spelling.decide": _("decided what a name in a source stands for"),
    "spelling.keep": _("made an entry of a list of a name in a source"),
    "document.add": _("added a document"),
    "document.attach_text": _("added the text of a document"),
    "letter.read": _("had a letter read"),
    "letter.accept": _("accepted a proposal from a letter"),
    "letter.accept_sure": _("accepted all proposals that are sure"),
    "letter.reject": _("rejected proposals from a letter"),
    "letter.change": _("changed a proposal from a letter"),
    "letter.join": _("joined two proposals from a letter"),
    "letter.split": _("split a proposal from a letter"),
    "letter.undo": _("took back a decision on a letter"),
    "letter.enter": _("entered proposals in the register"),
    "recommendation.add": _("added a recommendation"),
    "recommendation.change": _("changed a recommendation"),
    "commitment.add": _("added a commitment"),
    "commitment.change": _("changed a commitment"),
    "commitment.assign": _("said who looks after a commitment"),
    "commitment.hand_over": _("handed over what somebody looks after"),
    "commitment.link": _("linked two commitments"),
    "commitment.unlink": _("took a link between commitments away"),
    "commitment.note": _("added a note to a commitment"),
    "commitment.state": _("changed the state of a commitment"),
    "commitment.move_due": _("moved a deadline"),
    "commitment.ask_update": _("asked for an update of a commitment"),
    "bulk.prepare": _("looked at what an act on many commitments would do"),
    "bulk.do": _("changed many commitments at once"),
    "bulk.undo": _("took an act on many commitments back"),
    "commitment.bulk": _("changed a commitment, as one of many"),
    "commitment.bulk_undo": _("took back a change of a commitment, as one of many"),
    "view.save": _("saved a view of the register"),
    "view.change": _("changed a saved view"),
    "view.delete": _("deleted a saved view"),
    "parliament.read": _("read what Parliament keeps"),
    "parliament.link": _("linked an item of Parliament to a commitment"),
    "parliament.unlink": _("took a link with Parliament back"),
    "parliament.main": _("chose the number under which Parliament keeps a commitment"),
    "parliament.set_aside": _("set an item of Parliament aside"),
    "parliament.take_up": _("took an item of Parliament up again"),
    "parliament.promise": _("made a commitment from an item of Parliament"),
    "parliament.accept_deadline": _("took over Parliament's deadline"),
    "comment.add": _("said something about a commitment"),
    "comment.withdraw": _("withdrew a comment"),
    "feed.renew": _("made an address for feed and calendar"),
    "feed.stop": _("stopped the address for feed and calendar"),
    "notices.frequency": _("chose how often to get mail"),
    "digest.mail": _("mailed what is due and what is new"),
    "evidence.looked_at": _("looked whether a link to evidence leads somewhere"),
    "commitment.answer": _("let a later letter answer a commitment"),
    "commitment.split": _("split a commitment"),
    "letter.answer": _("said that a letter answers an earlier commitment"),
    "demonstration.wipe": _("removed what was made up for show"),
}

KINDS = {
    "access.person": _("person"),
    "access.unit": _("unit"),
    "reference.theme": _("theme"),
    "reference.spelling": _("name in a source"),
    "indicators.series": _("series of an indicator"),
    "focus.round": _("round of choice"),
    "focus.decision": _("decision on countries"),
    "un.draft": _("draft recommendation"),
    "un.cluster": _("cluster of recommendations"),
    "un.followup": _("follow-up of a recommendation"),
    "un.assessment": _("assessment"),
    "un.followupevidence": _("evidence with an assessment"),
    "un.followupnote": _("note on a recommendation"),
    "un.importrun": _("import"),
    "un.importjob": _("files to be imported"),
    "sources.document": _("document"),
    "recommendations.letterreading": _("reading of a letter"),
    "recommendations.recommendation": _("recommendation"),
    "recommendations.commitment": _("commitment"),
    "recommendations.progressnote": _("note"),
    "recommendations.duemove": _("moved deadline"),
    "recommendations.bulkact": _("act on many commitments"),
    "recommendations.comment": _("comment"),
    "recommendations.parliamentitem": _("item of Parliament"),
    "recommendations.parliamentlink": _("link with Parliament"),
}


def in_words(action: str) -> str:
    """What was done, in the language of the moment; empty for a code of which there are no words."""
    return str(ACTIONS.get(action, ""))


def kind_in_words(kind: str) -> str:
    """What kind of record, in the language of the moment; the code itself where there are no words."""
    return str(KINDS.get(kind, kind))


def codes_meant(text: str) -> list[str]:
    """The codes of the actions whose words, in the language of the moment, contain this text."""
    return _meant(text, ACTIONS)


def kinds_meant(text: str) -> list[str]:
    """The codes of the kinds of record whose words, in the language of the moment, contain this text."""
    return _meant(text, KINDS)


def _meant(text: str, words_of: Mapping[str, object]) -> list[str]:
    return [code for code, words in words_of.items() if text.casefold() in str(words).casefold()]
