"""Classes of solvers over folders of games, ours beside pygambit's and OpenSpiel's.

usage: python games.py PROGRAMS FOLDER [FOLDER...] [--seconds SECONDS] [--patience SECONDS]

PROGRAMS is the folder of a release build with the programs `solve` and `games` of `benches`; the
folders hold `.efg` and `.nfg` files. Both sides are timed alike: a game that a process has read
already is solved, and starting, reading and printing do not count. Ours is repeated for 0.3 seconds
and the median taken, theirs is called once to warm up where that takes less than a second, and then
once more. Where ours answers, theirs is given up after PATIENCE seconds, as that game then counts for
no ratio. A ratio above 1 says that ours is faster; the mean is geometric.
"""

import argparse
import importlib.metadata
import math
import pathlib
import subprocess
import sys
import time

import pygambit

import common

SMALL = 1e-6


def two(game):
    return len(game.players) == 2


def two_in_a_table(game):
    return two(game) and not game.is_tree


def two_in_a_tree(game):
    return two(game) and game.is_tree


def zero_sum(game):
    return two(game) and game.is_const_sum


def any_number(game):
    return True


def middle(game):
    return game.mixed_strategy_profile(rational=True)


# Name, our solver, which games, the other's call.
CLASSES = [
    ("pure", "pure", any_number, lambda game: pygambit.nash.enumpure_solve(game)),
    ("all equilibria of two", "extreme", two, lambda game: pygambit.nash.enummixed_solve(game)),
    ("zero-sum program", "zero-sum", zero_sum, lambda game: pygambit.nash.lp_solve(game)),
    ("one by a path, tables", "lemke-howson", two_in_a_table, lambda game: pygambit.nash.lcp_solve(game, stop_after=1)),
    ("one by a path, trees", "lemke", two_in_a_tree, lambda game: pygambit.nash.lcp_solve(game)),
    ("one curve to its end", "newton", any_number, lambda game: pygambit.nash.gnm_solve(game)),
    ("simplices from the middle", "simplicial", any_number, lambda game: pygambit.nash.simpdiv_solve(middle(game))),
    ("quantal responses", "logit", any_number, lambda game: pygambit.nash.logit_solve(game)),
    ("supports", "support", any_number, lambda game: pygambit.nash.enumpoly_solve(game)),
]


def ours(programs, solver, path, limit):
    """Seconds that solving takes, and the answers, each with whether it is behaviour; no answers where it
    failed or took too long."""
    try:
        done = subprocess.run(
            [programs / "solve", solver, str(path)], capture_output=True, text=True, timeout=limit + 2
        )
    except subprocess.TimeoutExpired:
        return limit, None
    if done.returncode != 0:
        return limit, None
    first, *lines = done.stdout.splitlines()
    return float(first.split()[0]), common.profiles(lines, path, solver)


def is_solved(who, name, game, path, profiles):
    """Whether there is an answer, and none of it gives anybody a reason to leave."""
    if profiles is None:
        return False
    # That there is no pure equilibrium is an answer; of the other kinds there always is one.
    if not profiles:
        return name == "pure"
    try:
        worst = max(common.regret(game, *one) for one in profiles[:50])
    except pygambit.UndefinedOperationError:
        # Somebody forgets: pygambit has no strategies then, and no answer to compare with.
        return True
    if worst <= SMALL * max(1.0, float(game.max_payoff) - float(game.min_payoff)):
        return True
    print(f"  {who} on {path.name}: regret {worst:.1e}")
    return False


def compare(programs, name, solver, suits, call, paths, limit, patience):
    ratios, slowest = [], []
    counts = {"ours": 0, "theirs": 0}
    only = {"ours": [], "theirs": []}
    games = 0
    for path in paths:
        game = common.read(path)
        if not suits(game):
            continue
        games += 1
        seconds, mine = ours(programs, solver, path, limit)
        other, found = common.peers(path, call, patience if mine else limit)
        answers = {"ours": mine, "theirs": found}
        solved = {who: is_solved(who, name, game, path, answers[who]) for who in answers}
        told = [f"{spent:.2e} s{'' if solved[who] else ' unsolved'}" for who, spent in (("ours", seconds), ("theirs", other))]
        print(f"{name}: {path.name}: {', '.join(told)}", file=sys.stderr, flush=True)
        for who, rest in (("ours", "theirs"), ("theirs", "ours")):
            counts[who] += solved[who]
            if solved[who] and not solved[rest]:
                only[who].append(path.name)
        if all(solved.values()):
            ratios.append(other / seconds)
            slowest.append((other / seconds, path.name, seconds, other))
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else float("nan")
    print(
        f"| {name} | {games} | {counts['ours']} | {counts['theirs']} | {mean:.1f} "
        f"| {min(ratios, default=math.nan):.1f} | {max(ratios, default=math.nan):.0f} |",
        flush=True,
    )
    for who, names in only.items():
        if names:
            print(f"  only {who}: {', '.join(names)}")
    for ratio, file, mine, theirs in sorted(slowest)[:3]:
        print(f"  {ratio:.1f} times on {file}: {mine:.2e} s, theirs {theirs:.2e} s")


def iterations(programs):
    """Iterations of CFR+ a second, and exploitability after as many: ours, and OpenSpiel's in C++."""
    import pyspiel

    names = {"kuhn": "kuhn_poker", "leduc": "leduc_poker", "liars-dice": "liars_dice"}
    print("\n| game | iterations | ours, a second | exploitability | OpenSpiel's, a second | exploitability | times |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, count in (("kuhn", 100_000), ("leduc", 1_000), ("liars-dice", 100)):
        run = subprocess.run(
            [programs / "games", "--measure", name, str(count)], capture_output=True, text=True, check=True
        )
        ours, left = map(float, run.stdout.split())
        game = pyspiel.load_game(names[name])
        solver = pyspiel.CFRPlusSolver(game)
        begin = time.perf_counter()
        for _ in range(count):
            solver.evaluate_and_update_policy()
        other = count / (time.perf_counter() - begin)
        gap = pyspiel.nash_conv(game, solver.average_policy()) / 2
        print(
            f"| {name} | {count:,} | {ours:,.0f} | {left:.1e} | {other:,.1f} | {gap:.1e} | {ours / other:,.0f} |",
            flush=True,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=common.LIMIT)
    parser.add_argument("--patience", type=float, default=10.0)
    parser.add_argument("--only", help="only the class of this name, or `iterations`")
    wanted = parser.parse_args()
    programs = wanted.programs.resolve()
    for package in ("pygambit", "open_spiel"):
        print(f"{package} {importlib.metadata.version(package)}")
    paths = [path for folder in wanted.folders for path in common.files(folder)]
    print(f"{len(paths)} games, {wanted.seconds:.0f} s each; {wanted.patience:.0f} s for theirs where ours answers\n")
    print("| class | games | ours solves | theirs solves | times faster | least | most |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, solver, suits, call in CLASSES:
        if wanted.only in (None, name):
            compare(programs, name, solver, suits, call, paths, wanted.seconds, wanted.patience)
    if wanted.only in (None, "iterations"):
        iterations(programs)


if __name__ == "__main__":
    main()
