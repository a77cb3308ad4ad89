"""Shallow and deep copies."""


class Error(Exception):
    pass


error = Error

_atomic = (type(None), int, float, bool, complex, bytes, str, type, range,
           type(Ellipsis), type(NotImplemented), type(len), type(lambda: None))


def copy(x):
    cls = type(x)
    if cls in _atomic or isinstance(x, type) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    made, state = _again(x)
    _fill(made, state)
    return made


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    known = memo.get(id(x))
    if known is not None:
        return known
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if cls is list:
        made = []
        memo[id(x)] = made
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = {}
        memo[id(x)] = made
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = [deepcopy(item, memo) for item in x]
        known = memo.get(id(x))
        if known is not None:
            return known
        for old, new in zip(x, made):
            if old is not new:
                made = tuple(made)
                break
        else:
            made = x
    elif cls in (set, frozenset):
        made = cls([deepcopy(item, memo) for item in x])
    else:
        own = getattr(cls, "__deepcopy__", None)
        if own is not None:
            made = own(x, memo)
        else:
            made, state = _again(x)
            memo[id(x)] = made
            _fill(made, deepcopy(state, memo))
    if made is not x:
        memo[id(x)] = made
        # What was copied stays alive as long as the memo, so that its id stays its own.
        memo.setdefault(id(memo), []).append(x)
    return made


def _again(x):
    new, args, state = x.__reduce_ex__(4)[:3]
    return new(*args), state


def _fill(made, state):
    if state is not None:
        made.__dict__.update(state)
