# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work in the background: a run is worked out once, and tells meanwhile how far it is."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from praktijk.focus.assembling import every_country
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.models import Run
from praktijk.focus.outcome import work_out
from praktijk.focus.rounds.taking import read_frozen

_SECONDS_BETWEEN = 0.5
#: A run that has told nothing for so long was stopped with its worker.
SILENT = timedelta(minutes=2)


@app.task(name="focus.work_out")
def work_out_run(run: int) -> None:
    """Work out a run (by its key). One that fails is not tried again: the same would come of it."""
    taken = Run.objects.filter(pk=run, state=Run.State.WAITING).update(
        state=Run.State.RUNNING, told_at=timezone.now()
    )
    if taken:
        finish(Run.objects.get(pk=run))


def finish(run: Run) -> Run:
    """Work out a run here and now, and keep what came out or why nothing did."""
    last = 0.0

    def told(share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN:
            last = time.monotonic()
            Run.objects.filter(pk=run.pk).update(share=share, told_at=timezone.now())

    try:
        result = work_out(read_frozen(run.definition), every=every_country(), progress=told)
    except InvalidRound as refused:
        _end(run, Run.State.FAILED, failure=[[one.code, _plain(one.values)] for one in refused.faults])
    except Exception:
        _end(run, Run.State.FAILED, failure=[["unexpected", {}]])
        raise
    else:
        _end(run, Run.State.DONE, result=result, share=1.0)
    return run


def clear_up(*, now: datetime) -> None:
    """End runs whose worker was stopped."""
    Run.objects.filter(state=Run.State.RUNNING, told_at__lt=now - SILENT).update(
        state=Run.State.FAILED, failure=[["too_late", {}]]
    )


def _end(run: Run, state: str, **said: Any) -> None:
    run.state = state
    for name, value in said.items():
        setattr(run, name, value)
    run.save()


def _plain(values: Any) -> dict[str, Any]:
    return {name: list(one) if isinstance(one, (tuple, set)) else one for name, one in dict(values).items()}
