# Iterators that ask themselves for the next item.
import itertools, gc
it = None
class I:
    def __iter__(self): return self
    def __next__(self): return next(it)
for make in ('itertools.chain(I())', 'map(str, I())', 'zip(I())', 'filter(None, I())', 'itertools.islice(I(), 5)', 'itertools.cycle(I())', 'itertools.accumulate(I())', 'itertools.takewhile(bool, I())', 'itertools.starmap(len, I())', 'itertools.compress(I(), I())', 'itertools.zip_longest(I(), I())', 'itertools.groupby(I())', 'itertools.pairwise(I())', 'itertools.batched(I(), 3)', 'itertools.tee(I())[0]', 'enumerate(I())', 'itertools.dropwhile(bool, I())', 'itertools.filterfalse(None, I())', 'itertools.chain.from_iterable(I())', 'iter(I().__next__, 0)', 'reversed([I()])'):
    it = eval(make)
    try: next(it)
    except (RecursionError, ValueError, RuntimeError, StopIteration) as e: print(make, type(e).__name__)
it = None
a, = itertools.tee([1, 2, 3], 1)
for i in range(2000): a, b = itertools.tee(a)
print(next(a))
del a, b
a, b = itertools.tee(iter(range(100000)))
for _ in zip(range(20000), a): pass
del a, b
for act in ('itertools.product(range(10), repeat=-1)', 'itertools.product([1], repeat=10**9)', 'itertools.permutations(range(5), 10**9)', 'itertools.permutations([], -1)', 'itertools.combinations([1], 10**12)', 'itertools.combinations_with_replacement([1], 10**9)', 'itertools.islice([], -1)', 'itertools.islice([], 0, 1, 0)', 'itertools.batched([1], 0)', 'next(itertools.batched([1], 2**62))', 'itertools.repeat(1, 10**30)', 'itertools.count("a")', 'next(itertools.count(1.5, 10**400))', 'itertools.tee([], -1)', 'len(itertools.tee([], 10**4))', 'itertools.cycle(5)', 'next(itertools.cycle([]))', 'itertools.accumulate([1, "a"]).__next__()', 'list(itertools.accumulate([1, "a"]))', 'itertools.zip_longest(*[[1]] * 5000).__next__()', 'next(itertools.product(*[[1]] * 5000))'):
    try: print(act, str(eval(act))[:40])
    except (ValueError, OverflowError, MemoryError, TypeError, StopIteration) as e: print(act, type(e).__name__, str(e)[:50])
