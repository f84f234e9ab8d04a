"""Random games solved by ours and by pygambit; prints where the answers differ.

usage: python agree.py PROGRAM [GAMES] [SEED]

Tables for two up to 12 by 12 and small ones for three to five, trees up to 2,000 nodes whose
information sets join nodes at random as far as everybody keeps perfect recall.
"""

import pathlib
import random
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


def sets(profiles):
    return {tuple(one) for one in profiles}


def same_set(program, path, solver, call, report):
    """Both list all: the sets are the same."""
    _, lines = common.ours(program, path, ["--solver", solver, "--most", "100000"], LIMIT)
    _, found = common.peers(path, call, LIMIT)
    if lines is None or found is None:
        return "not solved by " + ("ours" if lines is None else "theirs")
    mine, theirs = sets(common.numbers(line) for line in lines), sets(found)
    if mine == theirs:
        return "same"
    report(f"{path.name}: {solver}: {len(mine - theirs)} only ours, {len(theirs - mine)} only theirs")
    game = common.read(path)
    for one in list(mine - theirs)[:3] + list(theirs - mine)[:3]:
        report(f"    regret {common.regret(game, one):.1e}: {', '.join(map(str, one))}")
    return "different"


def small_regret(program, path, arguments, bound, report):
    """Ours gives something, and its regret is small."""
    _, lines = common.ours(program, path, arguments, LIMIT)
    if not lines:
        return "not solved by ours"
    game = common.read(path)
    worst = max(common.regret(game, common.numbers(line)) for line in lines[:20])
    if worst <= bound:
        return "same"
    report(f"{path.name}: {' '.join(arguments)}: regret {worst:.1e}")
    return "different"


def same_value(program, path, solver, report):
    """Zero-sum: what both find pays the same."""
    _, lines = common.ours(program, path, ["--solver", solver], LIMIT)
    _, found = common.peers(path, lambda game: pygambit.nash.lp_solve(game), LIMIT)
    if not lines or not found:
        return "not solved by " + ("theirs" if lines else "ours")
    game = common.read(path)
    first = next(iter(game.players))
    values = [float(common.profile(game, one).payoff(first)) for one in (common.numbers(lines[0]), found[0])]
    bound = 1e-3 if solver == "cfr" else 1e-9
    if abs(values[0] - values[1]) <= bound:
        return "same"
    report(f"{path.name}: {solver}: value {values[0]} ours, {values[1]} theirs")
    return "different"


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

    pure = lambda game: pygambit.nash.enumpure_solve(game)
    mixed = lambda game: pygambit.nash.enummixed_solve(game)
    solvers = [one for one in ("lp", "zero-sum", "cfr") if common.has_solver(program, one)]
    for index in range(count):
        two = folder / f"two-{index}.nfg"
        two.write_text(table(rng, [rng.randint(2, 12), rng.randint(2, 12)]))
        note("tables for two, pure", same_set(program, two, "pure", pure, print))
        small = folder / f"small-{index}.nfg"
        small.write_text(table(rng, [rng.randint(2, 5), rng.randint(2, 5)]))
        note("small tables for two, extreme", same_set(program, small, "extreme", mixed, print))
        note("tables for two, regret", small_regret(program, two, ["--solver", "extreme", "--most", "20"], 0, print))
        several = folder / f"several-{index}.nfg"
        several.write_text(table(rng, [rng.randint(2, 3) for _ in range(rng.randint(3, 5))]))
        note("tables for three to five, pure", same_set(program, several, "pure", pure, print))
        if common.has_solver(program, "logit"):
            note("tables for three to five, logit", small_regret(program, several, ["--solver", "logit"], 1e-5, print))
        bush = folder / f"bush-{index}.efg"
        bush.write_text(tree(rng, rng.randint(2, 4), 40, 3))
        note("small trees, pure", same_set(program, bush, "pure", pure, print))
        large = folder / f"large-{index}.efg"
        large.write_text(tree(rng, 2, rng.randint(50, 2_000), 8, zero_sum=True))
        for solver in solvers:
            note(f"zero-sum trees, {solver}", same_value(program, large, solver, print))
    print(f"\nseed {seed}, games in {folder}\n\n| what | same | different | not solved |\n|---|--:|--:|--:|")
    for what, results in sorted(tally.items()):
        unsolved = {key: value for key, value in results.items() if key.startswith("not")}
        detail = "; ".join(f"{value} {key}" for key, value in sorted(unsolved.items())) or "0"
        print(f"| {what} | {results.get('same', 0)} | {results.get('different', 0)} | {detail} |")


if __name__ == "__main__":
    main()
