# Enums and dataclasses that contain themselves, or are very wide.
import enum, dataclasses
class E(enum.Enum):
    A = 1
    B = A
for act in ('E.A = 5', 'del E.A', 'E(99)', 'E.C', 'E["Z"]', 'type("F", (E,), {})', 'E.__members__.clear()', 'E.A.value = 5', 'E.A.name = 5', 'enum.Enum("G", "a b " * 200)', 'enum.Enum("G", "mro")', 'enum.IntFlag("H", "a b c")(10**30)', 'enum.Flag("H", {"a": -1})', 'enum.Enum("I", [("a", E)])', 'E._member_map_.clear() or E.A', 'list(E)'):
    try: print(act, str(eval(act) if '=' not in act.replace('==', '') and 'del' not in act else exec(act))[:60])
    except Exception as e: print(act, type(e).__name__, str(e)[:60])
@dataclasses.dataclass
class D:
    a: int = 1
    b: list = dataclasses.field(default_factory=list)
d = D(); d.a = d
try: print(repr(d))
except RecursionError: print('R')
try: print(d == D(D()))
except RecursionError: print('R')
try: dataclasses.asdict(d)
except RecursionError: print('R')
try:
    @dataclasses.dataclass
    class F:
        a: list = []
except ValueError as e: print(e)
dataclasses.make_dataclass('Big', [f'f{i}' for i in range(300)])(*range(300))
