"""Near-duplicate paragraphs by datasketch (MinHash with banding), for comparison.

usage: python near_duplicates.py FOLDER

FOLDER holds what `cargo run --release -p benches --bin shared write 1000 FOLDER` writes. Paragraphs
of 12 words or more, shingles of three words, 126 functions in 42 bands of 3, pairs verified at a
resemblance of 0.5: the same as `evidence::similar`. Needs `pip install datasketch`.
"""

import pathlib
import re
import resource
import sys
import time

import datasketch
import numpy

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def shingles(paragraph):
    words = WORD.findall(paragraph.lower())
    if len(words) < 12:
        return None
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def main(folder):
    files = sorted(folder.glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    started = time.perf_counter()
    sets, where, seen = [], [], set()
    for number, text in enumerate(texts):
        for paragraph in text.split("\n\n"):
            found = shingles(paragraph)
            if found and paragraph not in seen:
                seen.add(paragraph)
                sets.append(found)
                where.append(number)
    index = datasketch.MinHashLSH(params=(42, 3), num_perm=126)
    pairs = set()
    encoded = ([s.encode() for s in sorted(found)] for found in sets)
    for at, mark in enumerate(datasketch.MinHash.generator(encoded, num_perm=126, seed=1)):
        for other in index.query(mark):
            both = len(sets[at] & sets[other])
            if both / len(sets[at] | sets[other]) >= 0.5:
                pairs.add((where[other], where[at]))
        index.insert(at, mark)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    lines = (folder / "altered.csv").read_text().split()
    planted = [tuple(map(int, line.split(","))) for line in lines]
    hits = sum(pair in pairs for pair in planted)
    print(
        f"| datasketch {datasketch.__version__}, numpy {numpy.__version__}, "
        f"Python {sys.version.split()[0]} | {len(files)} | {seconds:.2f} s | {peak:.0f} MB | "
        f"{hits}/{len(planted)} |"
    )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
