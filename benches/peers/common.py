"""What `games.py` and `agree.py` share: solving a game with ours and with pygambit, and regret."""

import fractions
import itertools
import multiprocessing
import pathlib
import subprocess
import time

import pygambit

LIMIT = 60.0


def read(path):
    path = str(path)
    return pygambit.read_efg(path) if path.endswith(".efg") else pygambit.read_nfg(path)


# Our solvers that say of a tree what is done at each information set; others list strategies.
BEHAVIOUR = ("backward", "sequential", "zero-sum", "lemke", "logit", "cfr")


def ours(program, path, solver, arguments=(), limit=LIMIT):
    """Wall time of a whole process, and its answers, each with whether it is behaviour; no answers where it
    failed or took too long."""
    command = [program, "game", str(path), "--solver", solver, *arguments, "--format", "gambit"]
    begin = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return limit, None
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        return seconds, None
    return seconds, profiles(done.stdout.splitlines(), path, solver)


def profiles(lines, path, solver):
    """The answers in lines `NE,...`."""
    is_behaviour = solver in BEHAVIOUR and str(path).endswith(".efg")
    return [(numbers(line), is_behaviour) for line in lines if line.startswith("NE")]


def numbers(line):
    return [fractions.Fraction(one) for one in line.split(",")[1:]]


def profile(game, values, is_behaviour):
    """A profile from probabilities: of actions by player and information set, or of strategies by player."""
    if is_behaviour:
        lengths = [[len(infoset.actions) for infoset in player.infosets] for player in game.players]
        rest = iter(values)
        data = [[list(itertools.islice(rest, length)) for length in own] for own in lengths]
        exact = all(sum(mixed) == 1 for own in data for mixed in own)
        return game.mixed_behavior_profile(data=convert(data, exact), rational=exact)
    rest = iter(values)
    data = [list(itertools.islice(rest, len(player.strategies))) for player in game.players]
    exact = all(sum(own) == 1 for own in data)
    return game.mixed_strategy_profile(data=convert(data, exact), rational=exact)


def convert(data, exact):
    if isinstance(data, list):
        return [convert(one, exact) for one in data]
    return data if exact else float(data)


def is_behaviour(found):
    """Whether one of pygambit's profiles says what is done at each information set."""
    kinds = (pygambit.gambit.MixedBehaviorProfileRational, pygambit.gambit.MixedBehaviorProfileDouble)
    return isinstance(found, kinds)


def values_of(found):
    """The probabilities of one of pygambit's profiles, in the order of its `NE` lines."""
    if is_behaviour(found):
        return [number(found[action]) for p in found.game.players for s in p.infosets for action in s.actions]
    return [number(found[strategy]) for p in found.game.players for strategy in p.strategies]


def number(value):
    return fractions.Fraction(str(value)) if isinstance(value, pygambit.Rational) else fractions.Fraction(float(value))


def regret(game, values, is_behaviour):
    """The largest gain of a player who leaves the profile alone, by one function for all."""
    return float(profile(game, values, is_behaviour).max_regret())


class Walked:
    """A tree with behaviour, node by node, in exact or rounded numbers: pygambit's own regrets and payoffs of
    behaviour take all plans of a player together, of which a tree of 2,000 nodes has too many. For trees in
    which nobody forgets."""

    def __init__(self, game, values):
        self.players = range(len(game.players))
        rest = iter(values)
        self.chances = {}
        for player in game.players:
            for infoset in player.infosets:
                own = list(itertools.islice(rest, len(infoset.actions)))
                self.chances[player.number, infoset.number] = own
        self.nodes, self.members = [], {}
        self._add(game, game.root)

    def _add(self, game, node):
        place = len(self.nodes)
        paid = [number(node.outcome[one]) for one in game.players] if node.outcome else [0] * len(self.players)
        own, chances = None, []
        if not node.is_terminal:
            if node.infoset.is_chance:
                chances = [number(action.prob) for action in node.infoset.actions]
            else:
                own = node.player.number, node.infoset.number
                chances = self.chances[own]
                self.members.setdefault(own, []).append(place)
        self.nodes.append([own, chances, paid, []])
        for child in node.children:
            self.nodes[place][3].append(self._add(game, child))
        return place

    def payoffs(self):
        """What each player is paid."""
        worth = [None] * len(self.nodes)
        for place in reversed(range(len(self.nodes))):
            _, chances, paid, after = self.nodes[place]
            worth[place] = list(paid)
            for chance, child in zip(chances, after):
                for player in self.players:
                    worth[place][player] += chance * worth[child][player]
        return worth[0]

    def best(self, player):
        """What a player is paid by the best reply to all others."""
        likely = [0] * len(self.nodes)
        likely[0] = 1
        for place, (own, chances, _, after) in enumerate(self.nodes):
            is_own = own is not None and own[0] == player
            for chance, child in zip(chances, after):
                likely[child] = likely[place] * (1 if is_own else chance)
        chosen = {}

        def worth(place):
            own, chances, paid, after = self.nodes[place]
            if own is not None and own[0] == player:
                return paid[player] + worth(after[choose(own)])
            return paid[player] + sum(chance * worth(child) for chance, child in zip(chances, after) if chance)

        def choose(own):
            if own not in chosen:
                members = [place for place in self.members[own] if likely[place]]
                actions = range(len(self.chances[own]))
                sums = [sum(likely[one] * worth(self.nodes[one][3][action]) for one in members) for action in actions]
                chosen[own] = max(actions, key=sums.__getitem__)
            return chosen[own]

        return worth(0)

    def regret(self):
        """The largest gain of a player who leaves the profile alone."""
        payoffs = self.payoffs()
        return max(self.best(player) - payoffs[player] for player in self.players)


def _child(pipe, path, call):
    game = read(path)
    begin = time.perf_counter()
    try:
        found = call(game).equilibria
        seconds = time.perf_counter() - begin
        if seconds < 1:
            # What it keeps about the game from the first time does not count.
            begin = time.perf_counter()
            call(game)
            seconds = min(seconds, time.perf_counter() - begin)
        pipe.send((seconds, [(values_of(one), is_behaviour(one)) for one in found]))
    except Exception as error:  # Whatever it says, it gave no answer.
        pipe.send((time.perf_counter() - begin, str(error)))


def peers(path, call, limit=LIMIT):
    """Time of the call alone, in a process of its own that has read the game, and the answers: each with
    whether it is behaviour."""
    receive, send = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=_child, args=(send, path, call))
    child.start()
    answer = receive.recv() if receive.poll(limit) else (limit, None)
    child.kill()
    child.join()
    seconds, found = answer
    return seconds, found if isinstance(found, list) else None


def files(folder):
    found = pathlib.Path(folder).rglob("*")
    return sorted(path for path in found if path.suffix in (".efg", ".nfg"))
