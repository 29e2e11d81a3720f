"""What pages about lists share: how an installation is named and linked, its entries, and the way back to the lists."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from disclosure.model.efficiency import Installation, Product, Tier
from disclosure.model.list_rules import Procedure
from disclosure.model.lists import Judgement, Placing, Standing
from disclosure.model.periods import Period
from disclosure.model.records import Provenance
from disclosure.presentation import addresses, downloads, list_addresses, tier_words
from disclosure.presentation.view import Cell, View, cell

LISTS = ("advanced", "level", "lagging", "frontrunner")
CORRECTED = "corrected"
PAGES = (*LISTS, CORRECTED)
"""The lists that have a page: those that entries name, and the entries whose retrofit was accepted since."""
TIERS = (Tier.ADVANCED, Tier.BETWEEN, Tier.LAGGING, Tier.NOT_REPORTED, Tier.EXEMPT, Tier.UNKNOWN)
"""The tiers that an installation may be shown with, in the order of keys and counts."""
ALIKE = {Tier.BETWEEN: (tier_words.ALONE,)}
"""Further words under which a tier is counted."""
SECTION = "lists"
Step = Mapping[str, str]


def product_of(view: View, installation: Installation) -> Product:
    """The product of an installation."""
    return view.release.lists.products[installation.product]


def enterprise_name(view: View, code: str) -> str:
    """The name of an enterprise; its code where the register lacks it."""
    found = view.release.lists.enterprises.get(code)
    return view.text(found.name) if found else code


def enterprise_zh(view: View, unit: Installation) -> str:
    """The Chinese name of an installation's enterprise, by which lists are ordered in either language."""
    found = view.release.lists.enterprises.get(unit.enterprise)
    return found.name.zh if found else unit.enterprise


def unit_name(view: View, installation: Installation) -> str:
    """An installation with its enterprise."""
    return view.word(
        "unit.name", enterprise=enterprise_name(view, installation.enterprise), unit=view.text(installation.name)
    )


def unit_lang(view: View, installation: Installation) -> str:
    """The `lang` of an installation's name, where any of it has no translation."""
    found = view.release.lists.enterprises.get(installation.enterprise)
    return view.lang(installation.name) or (view.lang(found.name) if found else "")


def unit_link(view: View, installation: Installation) -> Cell:
    """An installation with its enterprise, leading to its page."""
    address = list_addresses.unit(view.language, installation.code)
    return cell(unit_name(view, installation), address, unit_lang(view, installation))


def region_link(view: View, code: str) -> Cell:
    """A region, leading to what stands on its page about lists; its code where the register lacks it."""
    if code not in view.release.regions:
        return cell(code)
    return {**view.region_link(code), "address": region_address(view, code)}


def region_address(view: View, code: str) -> str:
    """Where the page of a region speaks of its installations."""
    return f"{addresses.region(view.language, code)}#units"


def on_list(placings: Iterable[Placing], name: str) -> tuple[Placing, ...]:
    """The entries of a list: once the retrofit was accepted they stand under that heading instead."""
    if name == CORRECTED:
        return tuple(placing for placing in placings if placing.standing is Standing.CORRECTED)
    return tuple(
        placing for placing in placings if placing.listing.list == name and placing.standing is Standing.LISTED
    )


def list_link(view: View, name: str) -> Cell:
    """A list with how many entries it holds."""
    count = len(on_list(view.release.lists.placings, name))
    label = view.word("lists.with_count", list=view.word(f"list_name.{name}"), count=count)
    return cell(label, list_addresses.list_page(view.language, view.realm, name))


def newest(view: View, installation: str) -> Judgement | None:
    """What an installation is judged by today: its newest record."""
    return view.release.lists.latest(installation)


def current(view: View, installation: str) -> Judgement | None:
    """How an installation counts today: once an entry was corrected by the figure that was accepted."""
    return view.release.lists.current.get(installation)


def is_corrected(view: View, installation: str) -> bool:
    """Whether the retrofit was accepted that an entry for the period shown ordered; entries for other periods say
    nothing of the record that is shown."""
    judgement = newest(view, installation)
    found = view.release.lists.listed.get(installation, ()) if judgement else ()
    return any(
        placing.standing is Standing.CORRECTED and judgement and placing.listing.period == judgement.record.period
        for placing in found
    )


def tally(view: View, installations: Iterable[Installation]) -> tuple[Mapping[str, object], ...]:
    """How many installations stand in each tier, the empty ones of the last three left out. Where no benchmark level is
    on record none is reached or missed, and the words say so."""
    judged = [current(view, installation.code) for installation in installations]
    found = Counter(tier_words.key_of_judgement(judgement) for judgement in judged)
    always = (tier_words.ALONE, "lagging") if lacks_benchmark(judged) else TIERS[:3]
    keys = ((tier, key) for tier in TIERS for key in (tier.value, *ALIKE.get(tier, ())))
    return tuple(
        {**tier_words.tier(view, tier, key), "count": str(found[key])}
        for tier, key in keys
        if key in always or key in found
    )


def lacks_benchmark(judged: Iterable[Judgement | None]) -> bool:
    """Whether figures were judged, and none of them against a benchmark level."""
    held = [one.over_benchmark for one in judged if one and one.tier in TIERS[:3]]
    return bool(held) and not any(over is not None for over in held)


def guide(view: View) -> Mapping[str, str]:
    """Where it stands what the tiers mean and how to read a list, as `components/tier.html` takes it."""
    return {
        "method": list_addresses.tiers(view.language),
        "how": list_addresses.lists(view.language, view.realm),
    }


def objections(view: View, procedure: Procedure) -> str:
    """Where objections go: where the procedure says, else to who issued its document; empty where nobody is known."""
    document = view.release.documents.get(procedure.document)
    place = view.text(procedure.contact) if procedure.contact else document.issuer if document else ""
    return view.word("lists.object_to", place=place) if place else ""


def files(view: View, placings: Iterable[Placing]) -> tuple[Mapping[str, str], ...]:
    """The flat table of all entries with names, levels, tiers and arithmetic, then the committed rows they rest on."""
    name = list_addresses.efficiency_dataset(view.realm)
    flat = downloads.of_table(view, name, "lists", view.word("lists.flat"))
    raw = downloads.committed(view, (placing.listing.provenance for placing in placings), view.word("lists.raw"))
    return (*flat, *raw)


def files_of_units(view: View, installations: Iterable[Installation]) -> tuple[Mapping[str, str], ...]:
    """The same of some installations: the rows of their entries stand among those of all."""
    entries = view.release.lists.listed
    return files(view, (placing for unit in installations for placing in entries.get(unit.code, ())))


def trail(view: View, *steps: Step) -> tuple[Step, ...]:
    """The breadcrumbs of a page below the overview of lists; the last step is the page itself."""
    overview = {"label": view.word("lists.short"), "address": list_addresses.lists(view.language, view.realm)}
    return (overview, *steps)


def here(label: str) -> Step:
    """The last step of a trail."""
    return {"label": label, "address": ""}


def edition_name(view: View, code: str) -> str:
    """The name of an edition; its code where the rules do not know it."""
    found = view.release.rules.editions.get(code)
    return view.text(found.name) if found else code


def day(view: View, found: object) -> str:
    """A day in words; empty where there is none."""
    return view.wording.date(str(found)) if found else ""


def source(view: View, provenance: Provenance) -> Mapping[str, object]:
    """Where something about levels or installations comes from, leading to the document's page."""
    return {**view.source(provenance), "address": addresses.document(view.language, provenance.document)}


def moment(view: View, text: str) -> str:
    """A year, month or day in words; empty where there is none."""
    if "-" in text:
        return view.wording.date(text)
    return view.period(Period.parse(text)) if text else ""


def names(view: View, codes: Sequence[str]) -> str:
    """Products in one sentence."""
    products = view.release.lists.products
    return view.wording.list(tier_words.product_name(view, products[code]) for code in codes)
