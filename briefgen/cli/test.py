"""``briefgen test``: the examples of profiles tried, and which of their words ever do anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.build import Articles
from briefgen.cli.console import err, out, out_json, tell
from briefgen.cli.context import articles_or_seeds, current
from briefgen.errors import Exit, ProfileError
from briefgen.resources import profile_files

if TYPE_CHECKING:
    from briefgen.profile import Profile
    from briefgen.profile.examples import Trial
    from briefgen.rules import Score
    from briefgen.workshop.coverage import Place, Word


def try_profiles(
    profiles: Annotated[
        list[str] | None,
        typer.Argument(metavar="PROFILE|FILE.yaml", help="Profiles by name or file; all of them when none is named."),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Fail also for a word that fires on no example and in no article.")
    ] = False,
    packs: Annotated[bool, typer.Option("--packs", help="Try the examples of the packs' topics, too.")] = False,
    articles: Articles = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each example and word.")] = False,
) -> None:
    """Try the examples of profiles: does each sentence come under its topic, or stay out of it?

    Of each that does not, it prints what was expected and what was found, the words underlined. `todo_match` and
    `todo_skip` are kept in sight and do not fail. Then it warns of words that are dead (they mean a side, or their
    own topic forbids them), shadowed (a stronger topic has them too) or too greedy (40 % of the sentences have them).

    Ends with 0 when every example is read as it should be, with 2 otherwise.

    Examples: `briefgen test`, `briefgen test pakistan --coverage --articles inbox`
    """
    from briefgen.profile import load_profile

    workspace = current()
    read = cache(partial(_read, articles))
    code = int(Exit.OK)
    for given in profiles or [str(path) for path in profile_files(workspace)]:
        try:
            profile = load_profile(given, workspace)
            texts = read(profile.language) if coverage or articles else ()
            code = max(code, _tested(profile, texts, coverage=coverage, packs=packs, as_json=as_json))
        except ProfileError as fault:
            tell(fault)
            code = max(code, fault.exit_code)
    if code:
        raise typer.Exit(code)


def _tested(profile: Profile, texts: Sequence[Place], *, coverage: bool, packs: bool, as_json: bool) -> int:
    from briefgen.profile import merged_profile
    from briefgen.profile.examples import try_examples
    from briefgen.workshop.coverage import covered
    from briefgen.workshop.lints import lints

    trials = try_examples(profile, own=not packs)
    words = covered(profile, merged_profile(profile.path, current()), texts)
    dead = [word for word in words if not word.fires] if coverage else []
    if as_json:
        for line in (*map(_trial_data, trials), *(map(_word_data, words) if coverage else ())):
            out_json({"profile": profile.name, **line})
    else:
        for trial in trials:
            for line in _told(trial):
                out(line)
        for problem in lints(profile, words, texts):
            err(f"warning: {problem}")
        for word in dead:
            out(_never(word))
        out(_summary(profile, trials, dead))
    return Exit.PROFILE if dead or any(trial.fails for trial in trials) else Exit.OK


def _read(articles: Any, language: str) -> tuple[Place, ...]:
    from briefgen.pipeline import gather
    from briefgen.workshop.coverage import places

    return places(gather(articles_or_seeds(articles), current().folders("profiles/packs"), language).found)


# --- what is said ---------------------------------------------------------------------------------------------------


def _told(trial: Trial) -> Iterator[str]:
    """An example that is not read as it should be: expected and found, the words underlined; nothing for the others."""
    todo = trial.kind.startswith("todo")
    if todo != trial.is_right:  # as it should be, or still to do
        return
    must = "is to come" if trial.kind.endswith("match") else "is not to come"
    text, at = trial.example
    if todo:
        yield f"{at}: done: this {trial.kind} is read as it should be; make it a `{trial.kind[5:]}`"
        yield f"    {text}"
        return
    yield f"{at}: {must} under '{trial.topic}'"
    yield f"    {text}"
    for score in trial.scores[:3]:
        yield f"    {_underlined(score)}  {score.id}, {score.score:g}"
    if not trial.scores:
        yield "    no topic has a word of it"


def _underlined(score: Score) -> str:
    """A line of marks that stands under the words a topic has found."""
    marks = [" "] * max((span.end for span in score.spans), default=0)
    for span in score.spans:
        marks[span.start : span.end] = "^" * (span.end - span.start)
    return "".join(marks)


def _never(word: Word) -> str:
    return f"{word.at}: '{word.text}' ({word.kind} of '{word.topic}') fires on no example and in no article"


def _summary(profile: Profile, trials: Sequence[Trial], dead: Sequence[Word]) -> str:
    failed = sum(trial.fails for trial in trials)
    todo = sum(trial.kind.startswith("todo") for trial in trials)
    told = [f"{len(trials) - todo - failed} of {len(trials) - todo} examples as expected"]
    if todo:
        told.append(f"{todo} to do")
    if dead:
        told.append(f"{len(dead)} words that never fire")
    if not trials:
        told = ["no examples: add `examples: {match: […], skip: […]}` to a topic of its own", *told[1:]]
    return f"{profile.name}: {', '.join(told)}"


def _trial_data(trial: Trial) -> dict[str, Any]:
    at = trial.example.at
    return {
        "topic": trial.topic,
        "kind": trial.kind,
        "text": trial.example.text,
        "file": at.path,
        "line": at.line,
        "as_expected": trial.is_right,
        "found": [
            {"topic": score.id, "score": score.score, "spans": [[span.start, span.end] for span in score.spans]}
            for score in trial.scores
        ],
    }


def _word_data(word: Word) -> dict[str, Any]:
    at = word.at
    return {
        "topic": word.topic,
        "rule": word.kind,
        "text": word.text,
        "file": at.path,
        "line": at.line,
        "in_articles": word.in_articles,
        "in_examples": word.in_examples,
    }
