"""A dataset's page shows the first rows of its tables, so few that the page stays small however many tables there are."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from disclosure.catalogue import Committed
from disclosure.presentation import dataset_pages, dataset_tables
from disclosure.presentation.view import View


@pytest.mark.parametrize(("tables", "shown"), [(1, 10), (2, 10), (3, 10), (4, 7), (5, 6), (6, 5)])
def test_the_more_tables_a_dataset_has_the_fewer_rows_of_each_are_shown(
    committed: Committed, shipped: Sequence[View], tables: int, shown: int
) -> None:
    dataset = next(dataset for dataset in committed.datasets if dataset.name == "provinces-progress")
    table = next(table for table in dataset.tables if table.name == "yearly-changes")
    preview = dataset_tables.facts(shipped[0], replace(dataset, tables=(table,) * tables), table)["preview"]
    assert len(preview["rows"]) == shown  # type: ignore[index]
    assert preview["caption"] == f"{table.title.zh}：前 {shown} 行"  # type: ignore[index]


@pytest.mark.parametrize(
    ("rows", "caption"), [(9, "全部 9 行"), (10, "全部 10 行"), (11, "前 10 行"), (0, "目前没有行")]
)
def test_a_table_that_is_shown_whole_says_so(
    committed: Committed, shipped: Sequence[View], rows: int, caption: str
) -> None:
    dataset = next(dataset for dataset in committed.datasets if dataset.name == "provinces-progress")
    table = next(table for table in dataset.tables if table.name == "yearly-changes")
    short = replace(table, rows=table.rows[:rows])
    preview = dataset_tables.facts(shipped[0], replace(dataset, tables=(short,)), short)["preview"]
    assert preview["caption"] == f"{table.title.zh}：{caption}"  # type: ignore[index]


def test_a_table_and_a_package_of_which_no_row_may_be_published_say_so(
    committed: Committed, shipped: Sequence[View]
) -> None:
    dataset = next(dataset for dataset in committed.datasets if dataset.name == "provinces-progress")
    none = replace(dataset.tables[0], rows=(), is_withheld=True)
    some = replace(dataset.tables[0], rows=dataset.tables[0].rows[:1], is_withheld=True)
    empty = replace(none, is_withheld=False)
    for table, says in ((none, "今天没有可以公布的行"), (some, "1 行"), (empty, "0 行")):
        alone = replace(dataset, tables=(table,))
        assert says in dataset_pages.answer(shipped[0], alone)
        shown = dataset_tables.facts(shipped[0], alone, table)
        assert says in str(shown["answer"])
    assert "今天没有可以公布的行" in str(dataset_tables.facts(shipped[0], dataset, none)["preview"])
    assert "1 行" in dataset_pages.answer(shipped[0], replace(dataset, tables=(none, some)))
