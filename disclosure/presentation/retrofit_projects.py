"""The retrofits of one product, one by one: whose, to which level, by when, and how each stands today."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from disclosure.measures.retrofitting import State, state_of, state_of_step
from disclosure.model.days import Day
from disclosure.model.efficiency import Retrofit, RetrofitStep
from disclosure.presentation import listed, tier_words
from disclosure.presentation.list_order import ROWS
from disclosure.presentation.view import Cell, View, cell, column, table


def projects(view: View, found: Sequence[Retrofit], today: Day) -> Mapping[str, object] | None:
    """Some retrofits, the first ordered first; as many as a page may hold."""
    if not found:
        return None
    product = listed.product_of(view, view.release.lists.installations[found[0].installation])
    heads = (
        column(view.word("retrofits.project")),
        column(view.word("unit.goal"), is_short=True),
        column(view.word("unit.retrofit_capacity"), is_number=True, unit=view.wording.unit(product.capacity_unit)),
        column(view.word("unit.ordered_on")),
        column(view.word("unit.deadline")),
        column(view.word("lists.state")),
        column(view.word("fact.source")),
    )
    ordered = sorted(found, key=lambda one: (one.decided_on, one.code))
    name = tier_words.product_name(view, product)
    key = "retrofits.projects_cut" if len(ordered) > ROWS else "retrofits.projects_caption"
    caption = view.word(key, product=name, count=len(ordered), shown=ROWS)
    return table(caption, heads, (_row(view, one, today) for one in ordered[:ROWS]))


def _row(view: View, found: Retrofit, today: Day) -> Iterator[Cell]:
    unit = view.release.lists.installations[found.installation]
    yield {**listed.unit_link(view, unit), **_title(view, found)}
    yield cell(view.word(f"level_name.{found.goal}"))
    yield cell(view.word("unit.unknown") if found.capacity is None else view.wording.number(found.capacity))
    yield cell(listed.day(view, found.decided_on))
    yield cell(listed.day(view, found.deadline), note=_validity(view, found))
    yield _state(view, found, today)
    source = listed.source(view, found.provenance)
    yield cell(str(source["title"]), str(source["address"]), str(source["lang"]))


def _title(view: View, found: Retrofit) -> Cell:
    """What is done, below the installation that it is done to."""
    lang = view.lang(found.title)
    return {"note": view.text(found.title), **({"note_lang": lang} if lang else {})}


def _validity(view: View, found: Retrofit) -> str:
    """The last day of the entries of its installation, where that comes before the deadline; empty otherwise."""
    entries = view.release.lists.listed.get(found.installation, ())
    days = [one.listing.valid_to for one in entries if one.listing.valid_to is not None]
    last = max(days, default=None)
    return view.word("retrofits.after_validity", day=listed.day(view, last)) if last and last < found.deadline else ""


def _state(view: View, found: Retrofit, today: Day) -> Cell:
    """How it stands: when it was accepted, or which step should be done and is not."""
    steps = view.release.lists.steps.get(found.code, ())
    state = state_of(found, steps, today)
    if state is State.DONE:
        return cell(view.word("step.done"), note=listed.day(view, found.completed_on))
    if state is not State.STEP_OVERDUE:
        return cell(view.word(f"step.{state}"))
    late = next(step for step in steps if state_of_step(step, today) is State.OVERDUE)
    title = view.word("retrofits.late_step", step=view.text(late.title), day=listed.day(view, late.due))
    return cell(view.word("step.step_overdue"), note=title, note_lang=view.lang(late.title))


def committed(view: View) -> Mapping[str, Sequence[Retrofit | RetrofitStep]]:
    """Retrofits and their steps, each under the key of what their committed rows are called."""
    lists = view.release.lists
    return {
        "raw": tuple(chain.from_iterable(lists.retrofits.values())),
        "raw_steps": tuple(chain.from_iterable(lists.steps.values())),
    }
