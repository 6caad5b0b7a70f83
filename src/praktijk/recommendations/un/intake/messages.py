# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of a job, in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.recommendations.un import messages
from praktijk.recommendations.un.importers.rows import BrokenFile, Fault
from praktijk.recommendations.un.importers.storing import Outcome
from praktijk.recommendations.un.intake.sources import JobSource
from praktijk.recommendations.un.models import ImportJob
from praktijk.reference.treaties import messages as treaties
from praktijk.reference.treaties.importing import Outcome as RatificationsOutcome
from praktijk.reference.treaties.reading import Fault as TreatyFault
from praktijk.reference.treaties.tables import BrokenFile as BrokenTable

_FAILURES = {
    "busy": gettext_lazy("Another import was under way. Send the files again when it has ended."),
    "denied": gettext_lazy("The person who sent the files may no longer import."),
    "gone": gettext_lazy("The files are no longer there. Send them again."),
    "broken_off": gettext_lazy("The import was interrupted. Send the files again."),
    "unexpected": gettext_lazy(
        "Something went wrong that nobody foresaw. The log of the server says what; tell whoever looks after"
        " it."
    ),
}


def failure_in_words(job: ImportJob) -> str:
    """Why a job came to nothing; empty where it did not."""
    if not job.failure:
        return ""
    if (known := _FAILURES.get(job.failure)) is not None:
        return str(known)
    if job.source == JobSource.RATIFICATIONS:
        said = treaties.broken_in_words(BrokenTable(job.failure, job.detail))
    else:
        said = messages.broken_in_words(BrokenFile(job.failure, job.detail))
    return f"{job.at_file}: {said}" if job.at_file else said


def outcome_in_words(job: ImportJob) -> Iterator[str]:
    """What came of a job, or would come of it, a sentence a line."""
    if job.outcome is None:
        return
    said: dict[str, Any] = dict(job.outcome)
    if job.source == JobSource.RATIFICATIONS:
        said.pop("findings")
        yield from treaties.outcome_in_words(RatificationsOutcome(**said))
    else:
        yield from messages.counts_in_words(Outcome(**said))


def findings_in_words(job: ImportJob) -> list[str]:
    """What was found in the rows: how often each fault; of ratifications each by itself."""
    if job.outcome is None:
        return []
    if job.source == JobSource.RATIFICATIONS:
        return [
            _("%(file)s, row %(row)s: %(what)s (%(found)s)")
            % {"file": file, "row": row, "what": treaties.fault_in_words(TreatyFault(fault)), "found": found}
            for file, row, _field, fault, found in job.outcome["findings"]
        ]
    counts = sorted(job.outcome["faults"].items(), key=lambda one: (-one[1], one[0]))
    return [f"{messages.fault_in_words(Fault(fault))}: {count}" for fault, count in counts]
