"""The same reading over an archive: on all cores of a machine, or on the nodes of a Ray cluster.

In: files, folders, globs and addresses of object stores. Out: a folder of Parquet parts and its manifest, which `load`
brings into the ledger.

    pieces     what is to be read, cut into pieces          *jahr.jsonl* of 600 MB  ->  75 pieces, each with its key
    work       one piece is read: gate, reading, rows       a piece  ->  a finished part, or none
    parts      the files of a part                          parts/<key>/figures.parquet …, there at once or not at all
    rows       which columns a part has                     Figure  ->  indicator, measure, low, high …
    manifest   what a folder holds, counted and explained   manifest.json
    alone      one run at a time writes into a folder
    engine     Daft hands out the pieces                    local by default, the same on a Ray cluster
    loading    parts into the ledger, many reports a transaction

A part is named by what it was made of and by the rules that read it: what is there is never made again, so a run that
was killed, or that lost a node, goes on where it was with the same command.
"""
