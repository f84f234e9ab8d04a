"""Random games solved by ours and by pygambit; prints where the answers differ.

usage: python agree.py PROGRAM [GAMES] [SEED]

Tables for two up to 12 by 12 and small ones for three to five, trees up to 2,000 nodes whose
information sets join nodes at random as far as everybody keeps perfect recall.
"""

import pathlib
import random
import signal
import sys
import tempfile

import pygambit

import common

LIMIT = 20.0


def table(rng, sizes):
    """A strategic game with small integers, so that ties are frequent."""
    cells = 1
    for size in sizes:
        cells *= size
    payoffs = " ".join(str(rng.randint(-9, 9)) for _ in range(cells * len(sizes)))
    names = " ".join(f'"P{index + 1}"' for index in range(len(sizes)))
    return f'NFG 1 R "random" {{ {names} }} {{ {" ".join(map(str, sizes))} }}\n\n{payoffs}\n'


class Grower:
    """A tree written in prefix order. Nodes with the same history of their own player, the same
    number of actions and the same drawn label are one information set, so nobody forgets."""

    def __init__(self, rng, players, nodes, zero_sum):
        self.rng, self.players, self.left, self.zero_sum = rng, players, nodes, zero_sum
        self.sets = [{} for _ in range(players)]
        self.lines, self.chances, self.ends = [], 0, 0

    def grow(self, depth, histories):
        self.left -= 1
        if depth == 0 or self.left < 4 or (self.lines and self.rng.random() < 0.12):
            self.ends += 1
            paid = [self.rng.randint(-9, 9) for _ in range(self.players)]
            if self.zero_sum:
                paid[1] = -paid[0]
            self.lines.append(f't "" {self.ends} "" {{ {", ".join(map(str, paid))} }}')
            return
        actions = self.rng.choice([2, 2, 3])
        mover = self.rng.randrange(self.players + 1)
        if mover == self.players:
            self.chances += 1
            named = " ".join(f'"{action}" 1/{actions}' for action in range(actions))
            self.lines.append(f'c "" {self.chances} "" {{ {named} }} 0')
            for _ in range(actions):
                self.grow(depth - 1, histories)
            return
        own = self.sets[mover]
        key = (histories[mover], actions, self.rng.randrange(3))
        number = own.setdefault(key, len(own) + 1)
        named = " ".join(f'"{action}"' for action in range(actions))
        self.lines.append(f'p "" {mover + 1} {number} "" {{ {named} }} 0')
        for action in range(actions):
            after = list(histories)
            after[mover] = (number, action)
            self.grow(depth - 1, tuple(after))

    def text(self):
        names = " ".join(f'"P{index + 1}"' for index in range(self.players))
        return f'EFG 2 R "random" {{ {names} }}\n' + "\n".join(self.lines) + "\n"


def tree(rng, players, nodes, depth, zero_sum=False):
    grower = Grower(rng, players, nodes, zero_sum)
    grower.grow(depth, ((0, 0),) * players)
    return grower.text()


def unsolved(mine, theirs):
    return "not solved by " + " and ".join(who for who, found in (("ours", mine), ("theirs", theirs)) if not found)


def near(one, other):
    return max(abs(float(a) - float(b)) for a, b in zip(one, other)) <= 1e-5


def missing(some, others, is_exact):
    """Those of some that are not among the others: the same numbers, or nearly."""
    if is_exact:
        return list({tuple(one) for one, _ in some} - {tuple(one) for one, _ in others})
    return [one for one, _ in some if not any(near(one, other) for other, _ in others)]


def same_set(program, path, solver, call, report, is_exact=True):
    """Both list all: the sets are the same. Where solutions are not isolated neither list is complete, and
    ours may have more; each of these is an equilibrium."""
    _, mine = common.ours(program, path, solver, ["--most", "100000"], LIMIT)
    _, found = common.peers(path, call, LIMIT)
    if mine is None or found is None:
        return unsolved(mine is not None, found is not None)
    only_ours, only_theirs = missing(mine, found, is_exact), missing(found, mine, is_exact)
    if not only_ours and not only_theirs:
        return "same"
    game = common.read(path)
    if not is_exact and not only_theirs and all(common.regret(game, one, False) <= 1e-9 for one in only_ours):
        return "ours lists more"
    report(f"{path}: {solver}: {len(only_ours)} only ours, {len(only_theirs)} only theirs")
    for one in only_ours[:3] + only_theirs[:3]:
        report(f"    regret {common.regret(game, one, False):.1e}: {', '.join(map(str, one))}")
    return "different"


def small_regret(program, path, solver, call, bound, report, arguments=()):
    """Ours gives equilibria wherever theirs does."""
    _, mine = common.ours(program, path, solver, arguments, LIMIT)
    _, found = common.peers(path, call, LIMIT)
    if not mine:
        return unsolved(mine, found)
    game = common.read(path)
    is_behaviour = game.is_tree and mine[0][1]
    worst = max(
        common.Walked(game, one).regret() if is_behaviour else common.regret(game, one, kind)
        for one, kind in mine[:20]
    )
    if worst <= bound:
        return "same" if found else unsolved(mine, found)
    report(f"{path}: {solver}: regret {worst:.1e}")
    return "different"


def same_value(program, path, solver, report):
    """Zero-sum: what both find pays the same."""
    _, mine = common.ours(program, path, solver, (), LIMIT)
    _, found = common.peers(path, lambda game: pygambit.nash.lp_solve(game), LIMIT)
    if not mine or not found:
        return unsolved(mine, found)
    game = common.read(path)
    values = [float(common.Walked(game, one).payoffs()[0]) for one, _ in (mine[0], found[0])]
    bound = 1e-3 if solver == "cfr" else 1e-9
    if abs(values[0] - values[1]) <= bound:
        return "same"
    report(f"{path}: {solver}: value {values[0]} ours, {values[1]} theirs")
    return "different"


PURE = lambda game: pygambit.nash.enumpure_solve(game)
MIXED = lambda game: pygambit.nash.enummixed_solve(game)
SUPPORTS = lambda game: pygambit.nash.enumpoly_solve(game)
LEMKE_HOWSON = lambda game: pygambit.nash.lcp_solve(game, stop_after=1)
LEMKE = lambda game: pygambit.nash.lcp_solve(game)
LOGIT = lambda game: pygambit.nash.logit_solve(game)


def one_of_each(program, rng, folder, index, note):
    """One random game of each kind, through the solvers for it."""
    two = folder / f"two-{index}.nfg"
    two.write_text(table(rng, [rng.randint(2, 12), rng.randint(2, 12)]))
    note("tables for two up to 12 by 12, pure", same_set(program, two, "pure", PURE, print))
    note("tables for two up to 12 by 12, all extreme", same_set(program, two, "extreme", MIXED, print))
    note("tables for two up to 12 by 12, lemke-howson", small_regret(program, two, "lemke-howson", LEMKE_HOWSON, 0, print))
    several = folder / f"several-{index}.nfg"
    several.write_text(table(rng, [rng.randint(2, 3) for _ in range(rng.randint(3, 5))]))
    note("tables for three to five, pure", same_set(program, several, "pure", PURE, print))
    note("tables for three to five, logit", small_regret(program, several, "logit", LOGIT, 1e-9, print))
    three = folder / f"three-{index}.nfg"
    three.write_text(table(rng, [rng.randint(2, 3), 2, 2]))
    note("tables for three, all by supports", same_set(program, three, "support", SUPPORTS, print, is_exact=False))
    bush = folder / f"bush-{index}.efg"
    bush.write_text(tree(rng, rng.randint(2, 4), 40, 3))
    note("small trees, pure", same_set(program, bush, "pure", PURE, print))
    note("small trees, logit", small_regret(program, bush, "logit", LOGIT, 1e-9, print))
    large = folder / f"large-{index}.efg"
    large.write_text(tree(rng, 2, rng.randint(50, 2_000), 8, zero_sum=True))
    for solver in ("zero-sum", "cfr"):
        note(f"zero-sum trees up to 2,000 nodes, {solver}", same_value(program, large, solver, print))
    general = folder / f"general-{index}.efg"
    general.write_text(tree(rng, 2, rng.randint(50, 2_000), 8))
    note("trees up to 2,000 nodes, lemke", small_regret(program, general, "lemke", LEMKE, 0, print, ["--most", "1"]))


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    rng = random.Random(seed)
    folder = pathlib.Path(tempfile.mkdtemp())
    tally = {}

    def note(what, result):
        tally.setdefault(what, {}).setdefault(result, 0)
        tally[what][result] += 1

    # What has been compared is told also where the rest is broken off.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        for index in range(count):
            print(f"game {index + 1} of {count}", file=sys.stderr, flush=True)
            one_of_each(program, rng, folder, index, note)
    finally:
        tell(seed, tally)


def tell(seed, tally):
    print(f"\nseed {seed}\n\n| what | same | ours lists more | different | not solved |\n|---|--:|--:|--:|--:|")
    for what, results in sorted(tally.items()):
        rest = {key: value for key, value in results.items() if key.startswith("not")}
        detail = "; ".join(f"{value} {key}" for key, value in sorted(rest.items())) or "0"
        counts = " | ".join(str(results.get(key, 0)) for key in ("same", "ours lists more", "different"))
        print(f"| {what} | {counts} | {detail} |")


if __name__ == "__main__":
    main()
