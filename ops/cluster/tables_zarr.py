#!/usr/bin/env python3
"""Tables of OME-Zarr, written by anndata and held against what pandas reads.

    tables_zarr.py make FOLDER ROWS
    tables_zarr.py check HOST:PORT STORE PASSWORD TABLE...

The stores are cells-2.zarr and cells-3.zarr, after the versions of Zarr, and bad-*.zarr, each with a
file `expected` that says what an import has to tell. TABLEs are in the order of their names.
"""

import os
import pathlib
import shutil
import sys
import warnings

import anndata
import numpy as np
import pandas as pd
import scipy.sparse
import zarr

from tables import HOSTILE, ROWS_MAX, Client, promise

warnings.simplefilter("ignore")


def observations(count):
    """Columns of every kind that anndata writes."""
    rng = np.random.default_rng(3)
    kinds = np.array(HOSTILE + ["", "x" * 10_000], dtype=object)
    missing = rng.random(count) < 0.1
    area = rng.normal(100, 30, count)
    area[missing] = np.nan
    whole = rng.integers(-9, 9, count)
    category = pd.Categorical(kinds[rng.integers(0, len(HOSTILE), count)])
    return pd.DataFrame(
        {
            "area": area,
            "small": area.astype("f4"),
            "count": rng.integers(-(2**62), 2**62, count),
            "byte": rng.integers(0, 256, count).astype("u1"),
            "unsigned": rng.integers(0, 2**63 - 1, count, dtype="u8"),
            "good": rng.random(count) < 0.5,
            "kind": kinds[rng.integers(0, len(kinds), count)],
            "category": category,
            "category missing": pd.Series(category).mask(missing).values,
            "number category": pd.Categorical(whole),
            "number category missing": pd.Series(pd.Categorical(whole)).mask(missing).values,
            "whole": pd.array(whole, dtype="Int64"),
            "whole missing": pd.array(np.where(missing, None, whole), dtype="Int64"),
            "truth missing": pd.array(np.where(missing, None, whole > 0), dtype="boolean"),
        },
        index=[f"cell {number}" for number in range(count)],
    )


def tables(count):
    rng = np.random.default_rng(4)
    names = [f"gene {number}" for number in range(7)]
    dense = rng.normal(0, 1, (count, 7)).astype("f4")
    sparse = scipy.sparse.random(count, 40, 0.1, format="csr", random_state=5, dtype="f4")
    plain = pd.DataFrame({"label": np.arange(count)}, index=[f"{n}" for n in range(count)])
    return {
        "cells": anndata.AnnData(dense, observations(count), pd.DataFrame(index=names)),
        "columns": anndata.AnnData(
            sparse.tocsc(), plain, pd.DataFrame(index=[f"s{number}" for number in range(40)])
        ),
        "only observations": anndata.AnnData(obs=observations(100)),
        "sparse": anndata.AnnData(
            sparse, plain, pd.DataFrame(index=[f"s{number}" for number in range(40)])
        ),
    }


def write(path, version, named):
    shutil.rmtree(path, ignore_errors=True)
    anndata.settings.zarr_write_format = version
    root = zarr.create_group(path, zarr_format=version)
    root.create_group("tables")
    for name, table in named.items():
        table.write_zarr(f"{path}/tables/{name}", convert_strings_to_categoricals=False)
        group = zarr.open_group(f"{path}/tables/{name}", mode="a", use_consolidated=False)
        group.attrs.update({"region": "labels", "region_key": None, "instance_key": "label"})


def bad(folder, name, expected, damage):
    path = pathlib.Path(folder) / f"bad-{name}.zarr"
    write(str(path), 2, {"t": anndata.AnnData(np.ones((9, 2), "f4"), observations(9))})
    damage(path / "tables" / "t")
    (path / "expected").write_text(expected)


def make(folder, count):
    named = tables(int(count))
    for version in (2, 3):
        write(f"{folder}/cells-{version}.zarr", version, named)

    def replaced(file, old, new):
        def damage(table):
            text = (table / file).read_text()
            assert old in text, (file, text)
            (table / file).write_text(text.replace(old, new))
        return damage

    def cut(file):
        return lambda table: os.truncate(table / file, (table / file).stat().st_size // 2)

    bad(folder, "encoding", "X.*encoding coo_matrix", replaced("X/.zattrs", '"array"', '"coo_matrix"'))
    bad(folder, "column", "obs/nothing", replaced("obs/.zattrs", '"area"', '"nothing"'))
    bad(folder, "outside", "a path inside", replaced("obs/.zattrs", '"area"', '"../../../x"'))
    bad(folder, "rows", "9 rows", replaced("obs/area/.zarray", "9", "8"))
    bad(folder, "cut", "obs/area/0", cut("obs/area/0"))
    bad(folder, "cut-text", "obs/kind/0", cut("obs/kind/0"))
    bad(folder, "filter", "obs/kind.*pickle", replaced("obs/kind/.zarray", "vlen-utf8", "pickle"))
    bad(folder, "type", "dtype <M8", replaced("obs/area/.zarray", "<f8", "<M8[ns]"))
    bad(folder, "codes", "codes below", lambda table: codes(table))
    bad(folder, "nothing", "without tables", lambda table: shutil.rmtree(table))


def codes(table):
    array = zarr.open_array(str(table / "obs" / "category" / "codes"), mode="a")
    array[0] = 100


def expected(table):
    """The columns as a server tells them in JSON."""
    frame = table.obs
    columns = {"index": list(frame.index)}
    for name in frame.columns:
        values = frame[name].tolist()
        is_text = any(isinstance(value, str) for value in values)
        is_truth = any(isinstance(value, bool) for value in values)
        has_missing = any(value is pd.NA or value is None or value != value for value in values)
        if is_text:
            values = ["" if value is None or value != value else value for value in values]
        elif is_truth and has_missing:
            values = ["" if value is pd.NA else str(value) for value in values]
        elif has_missing:
            values = [None if value is pd.NA or value != value else float(value) for value in values]
        columns[str(name)] = values
    if table.X is not None:
        matrix = table.X.toarray() if scipy.sparse.issparse(table.X) else table.X
        for place, name in enumerate(table.var_names):
            columns[name] = matrix[:, place].astype("f8").tolist()
    return columns


def rows(client, table):
    columns = None
    start = 0
    while True:
        answer = client.json(
            f"/webgateway/table/{table}/query/", query="*", offset=start, limit=ROWS_MAX
        )["data"]
        if columns is None:
            columns = {name: [] for name in answer["columns"]}
            assert len(columns) == len(answer["columns"])
        if not answer["rows"]:
            return columns
        for values, more in zip(columns.values(), zip(*answer["rows"])):
            values.extend(more)
        start += len(answer["rows"])


def check(address, store, password, *ids):
    client = Client(address)
    client.log_in("anna", password)
    names = sorted(os.listdir(f"{store}/tables"))
    names = [name for name in names if (pathlib.Path(store) / "tables" / name).is_dir()]
    version = pathlib.Path(store).stem.rsplit("-", 1)[1]
    for name, table in zip(names, ids, strict=True):
        read = anndata.read_zarr(f"{store}/tables/{name}")

        def same():
            told, wanted = rows(client, table), expected(read)
            assert list(told) == list(wanted), (list(told), list(wanted))
            for column, values in wanted.items():
                for row, (one, other) in enumerate(zip(told[column], values, strict=True)):
                    assert one == other and type(one) is type(other), (column, row, one, other)
            about = client.json(f"/webgateway/table/{table}/metadata/")
            assert about["user_metadata"] == {"region": "labels", "instance_key": "label"}, about

        promise(f"'{name}' of Zarr {version} is what pandas reads, cell by cell", same)


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
    import tables as promises

    sys.exit(promises.BROKEN > 0)
