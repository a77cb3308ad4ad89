"""What `anext` with a default returns."""


class anext_awaitable:
    __module__ = "builtins"
    __slots__ = "__awaited", "__default"

    def __init__(self, awaited, default):
        self.__awaited, self.__default = awaited, default

    def __await__(self):
        return self

    __iter__ = __await__

    def __iterator(self):
        awaited = self.__awaited
        method = getattr(type(awaited), "__await__", None)
        if method is None:
            raise TypeError(f"object {type(awaited).__name__} can't be used in "
                            "'await' expression")
        made = method(awaited)
        if not hasattr(type(made), "__next__"):
            raise TypeError("__await__() returned non-iterator of type "
                            f"'{type(made).__name__}'")
        return made

    def __next__(self):
        return self.__told(lambda iterator: next(iterator))

    def send(self, value):
        return self.__told(lambda iterator: iterator.send(value))

    def throw(self, *error):
        return self.__told(lambda iterator: iterator.throw(*error))

    def close(self):
        return self.__told(lambda iterator: iterator.close())

    def __told(self, step):
        try:
            return step(self.__iterator())
        except StopAsyncIteration:
            raise StopIteration(self.__default) from None
