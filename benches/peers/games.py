"""Classes of solvers over a folder of games, ours beside pygambit's and OpenSpiel's.

usage: python games.py PROGRAM [FOLDER] [SECONDS]

PROGRAM is a release build of ours, FOLDER holds `.efg` and `.nfg` files (cases/games if not given).
Our time is that of a whole process: start, reading, describing, solving, checking, printing; the
second ratio leaves out what `--solver none` takes. The other program's time is that of the call
alone, in a process that has read the game before. A ratio above 1 says that ours is faster.
"""

import importlib.metadata
import math
import pathlib
import subprocess
import sys
import tempfile
import time

import pygambit

import common

SMALL = 1e-6


def two(game):
    return len(game.players) == 2


def zero_sum(game):
    return two(game) and game.is_const_sum


def any_number(game):
    return True


# Name, our solvers in the order of preference, which games, the other's call.
CLASSES = [
    ("pure", ["pure"], any_number, lambda game: pygambit.nash.enumpure_solve(game)),
    ("all equilibria of two", ["extreme"], two, lambda game: pygambit.nash.enummixed_solve(game)),
    ("zero-sum program", ["lp", "zero-sum"], zero_sum, lambda game: pygambit.nash.lp_solve(game)),
    ("complementarity", ["lcp", "lemke"], two, lambda game: pygambit.nash.lcp_solve(game, stop_after=1)),
    ("quantal responses", ["logit"], any_number, lambda game: pygambit.nash.logit_solve(game)),
    ("supports", ["supports", "support"], any_number, lambda game: pygambit.nash.enumpoly_solve(game)),
]


def median(values):
    return sorted(values)[len(values) // 2]


def compare(program, name, solver, suits, call, paths, limit):
    both, whole, alone = 0, [], []
    counts = {"ours": 0, "theirs": 0}
    only = {"ours": [], "theirs": []}
    games = 0
    for path in paths:
        game = common.read(path)
        if not suits(game):
            continue
        games += 1
        seconds, lines = common.ours(program, path, ["--solver", solver, "--most", "100000"], limit)
        start, _ = common.ours(program, path, ["--solver", "none"], limit)
        other, found = common.peers(path, call, limit)
        mine = None if lines is None else [common.numbers(line) for line in lines]
        solved = {}
        for who, profiles in (("ours", mine), ("theirs", found)):
            # No pure equilibrium is an answer of `pure`; elsewhere there is always one.
            good = profiles is not None and (profiles or name == "pure")
            if good:
                worst = max((common.regret(game, one) for one in profiles[:50]), default=0.0)
                scale = max(1.0, float(game.max_payoff) - float(game.min_payoff))
                good = worst <= SMALL * scale
                if not good:
                    print(f"  {who} on {path}: regret {worst:.1e}")
            solved[who] = bool(good) or (profiles == [] and name == "pure")
            counts[who] += solved[who]
        if solved["ours"] and solved["theirs"]:
            both += 1
            whole.append(other / seconds)
            alone.append(other / max(seconds - start, 1e-4))
        for who, rest in (("ours", "theirs"), ("theirs", "ours")):
            if solved[who] and not solved[rest]:
                only[who].append(path.name)
    mean = lambda ratios: math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else float("nan")
    print(
        f"| {name} | {games} | {counts['ours']} | {counts['theirs']} | {mean(whole):.2f} | {mean(alone):.2f} "
        f"| {len(only['ours'])} | {len(only['theirs'])} |",
        flush=True,
    )
    for who, names in only.items():
        if names:
            print(f"  only {who}: {', '.join(names)}")


def iterations(program):
    """Iterations of CFR+ a second: ours by the difference of two runs, OpenSpiel's compiled solver."""
    try:
        import pyspiel
    except ImportError:
        print("OpenSpiel is not installed")
        return
    folder = pathlib.Path(tempfile.mkdtemp())
    written = subprocess.run(
        ["cargo", "run", "--quiet", "--release", "-p", "benches", "--bin", "games", str(folder)]
    )
    if written.returncode != 0:
        return
    print("\n| game | ours, iterations a second | OpenSpiel's (C++) | times |\n|---|--:|--:|--:|")
    for name, theirs, few, many in [
        ("kuhn", "kuhn_poker", 1_000, 2_000_000),
        ("leduc", "leduc_poker", 100, 100_000),
        ("liars-dice", "liars_dice", 10, 3_000),
    ]:
        times = []
        for count in (few, many):
            arguments = ["--solver", "cfr", "--variant", "plus", "--exploitability", "0"]
            seconds, _ = common.ours(
                program, folder / f"{name}.efg", [*arguments, "--iterations", str(count)], 600
            )
            times.append(seconds)
        ours = (many - few) / (times[1] - times[0])
        solver = pyspiel.CFRPlusSolver(pyspiel.load_game(theirs))
        begin, done = time.perf_counter(), 0
        while time.perf_counter() - begin < 5:
            solver.evaluate_and_update_policy()
            done += 1
        other = done / (time.perf_counter() - begin)
        print(f"| {name} | {ours:,.0f} | {other:,.1f} | {ours / other:,.0f} |", flush=True)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    folder = sys.argv[2] if len(sys.argv) > 2 else "cases/games"
    limit = float(sys.argv[3]) if len(sys.argv) > 3 else common.LIMIT
    for package in ("pygambit", "open_spiel"):
        try:
            print(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            print(f"{package} is not installed")
    paths = common.files(folder)
    print(f"{len(paths)} games, {limit:.0f} s each\n")
    print("| class | games | ours | theirs | ratio | ratio without start | only ours | only theirs |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, solvers, suits, call in CLASSES:
        solver = next((one for one in solvers if common.has_solver(program, one)), None)
        if solver is None:
            print(f"| {name} | ours has no such solver |")
            continue
        compare(program, name, solver, suits, call, paths, limit)
    if common.has_solver(program, "cfr"):
        iterations(program)


if __name__ == "__main__":
    main()
