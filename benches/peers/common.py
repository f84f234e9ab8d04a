"""What `games.py` and `agree.py` share: solving a game with ours and with pygambit, and regret."""

import fractions
import multiprocessing
import pathlib
import subprocess
import time

import pygambit

LIMIT = 60.0


def read(path):
    path = str(path)
    return pygambit.read_efg(path) if path.endswith(".efg") else pygambit.read_nfg(path)


def ours(program, path, arguments, limit=LIMIT):
    """Wall time of a whole process, and its `NE,...` lines; no lines where it failed or took too long."""
    command = [program, "game", str(path), *arguments, "--format", "gambit"]
    begin = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return limit, None
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        return seconds, None
    return seconds, [line for line in done.stdout.splitlines() if line.startswith("NE")]


def has_solver(program, name):
    """Whether the program offers this solver."""
    help_text = subprocess.run([program, "game", "--help"], capture_output=True, text=True).stdout
    return f"- {name}:" in help_text or f" {name}," in help_text or f"[possible values: {name}" in help_text


def numbers(line):
    return [fractions.Fraction(one) for one in line.split(",")[1:]]


def profile(game, values):
    """A profile from probabilities: of actions where their number says so, else of strategies."""
    actions = sum(len(s.actions) for p in game.players for s in p.infosets) if game.is_tree else -1
    if len(values) == actions:
        data, at = [], 0
        for player in game.players:
            data.append([])
            for infoset in player.infosets:
                data[-1].append(values[at : at + len(infoset.actions)])
                at += len(infoset.actions)
        exact = all(sum(own) == 1 for player in data for own in player)
        return game.mixed_behavior_profile(data=convert(data, exact), rational=exact)
    data, at = [], 0
    for player in game.players:
        data.append(values[at : at + len(player.strategies)])
        at += len(player.strategies)
    if at != len(values):
        raise ValueError("neither actions nor strategies")
    exact = all(sum(own) == 1 for own in data)
    return game.mixed_strategy_profile(data=convert(data, exact), rational=exact)


def convert(data, exact):
    if isinstance(data, list):
        return [convert(one, exact) for one in data]
    return data if exact else float(data)


def values_of(found):
    """The probabilities of one of pygambit's profiles, in the order of its `NE` lines."""
    if isinstance(found, (pygambit.gambit.MixedBehaviorProfileRational, pygambit.gambit.MixedBehaviorProfileDouble)):
        game = found.game
        return [number(found[action]) for p in game.players for s in p.infosets for action in s.actions]
    return [number(found[strategy]) for p in found.game.players for strategy in p.strategies]


def number(value):
    return fractions.Fraction(str(value)) if isinstance(value, pygambit.Rational) else fractions.Fraction(float(value))


def regret(game, values):
    """The largest gain of a player who leaves the profile alone, by one function for all."""
    return float(profile(game, values).max_regret())


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
        pipe.send((seconds, [values_of(one) for one in found]))
    except Exception as error:  # Whatever it says, it gave no answer.
        pipe.send((time.perf_counter() - begin, str(error)))


def peers(path, call, limit=LIMIT):
    """Time of the call alone, in a process of its own that has read the game, and the answers."""
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
