"""Further handlers: files that are exchanged when they are full or old, and queues."""
import logging
import os
import queue
import time
from logging import FileHandler, Handler

DEFAULT_TCP_LOGGING_PORT = 9020
_UNITS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 7 * 86400}
_SUFFIXES = {"S": "%Y-%m-%d_%H-%M-%S", "M": "%Y-%m-%d_%H-%M", "H": "%Y-%m-%d_%H"}


class BaseRotatingHandler(FileHandler):
    """A file that is exchanged from time to time."""

    namer = rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        FileHandler.__init__(self, filename, mode, encoding, delay, errors)
        self.mode, self.encoding, self.errors = mode, encoding, errors

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding,
                    errors=self.errors)

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """The name of a file that is put away."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Put a file away."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)


class RotatingFileHandler(BaseRotatingHandler):
    """A file that is exchanged before it grows beyond a size."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None,
                 delay=False, errors=None):
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def shouldRollover(self, record):
        """Whether a record is too much for the file."""
        if self.maxBytes <= 0:
            return False
        self.stream.seek(0, 2)
        at = self.stream.tell()
        return bool(at) and at + len(self.format(record)) + 1 >= self.maxBytes

    def doRollover(self):
        """Put the file away under the number 1, and each numbered one under the next."""
        self.stream.close()
        if self.backupCount > 0:
            names = [self.baseFilename] + [
                self.rotation_filename(f"{self.baseFilename}.{number}")
                for number in range(1, self.backupCount + 1)]
            for number in range(self.backupCount, 0, -1):
                if os.path.exists(names[number - 1]):
                    if os.path.exists(names[number]):
                        os.remove(names[number])
                    self.rotate(names[number - 1], names[number])
        self.mode = "a" if self.backupCount > 0 else "w"
        self.stream = self._open()
        self.mode = "a"


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A file that is exchanged after a time."""

    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None,
                 delay=False, utc=False, atTime=None, errors=None):
        super().__init__(filename, "a", encoding, delay, errors)
        self.when, self.backupCount = when.upper(), backupCount
        self.utc, self.atTime = utc, atTime
        unit = "D" if self.when == "MIDNIGHT" else self.when[:1]
        if unit not in _UNITS:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        self.suffix = _SUFFIXES.get(unit, "%Y-%m-%d")
        self.interval = _UNITS[unit] * interval
        self.rolloverAt = self.computeRollover(int(time.time()))

    def computeRollover(self, currentTime):
        """When the file is to be exchanged."""
        if self.when == "MIDNIGHT":
            now = (time.gmtime if self.utc else time.localtime)(currentTime)
            passed = now.tm_hour * 3600 + now.tm_min * 60 + now.tm_sec
            return currentTime + 86400 - passed
        return currentTime + self.interval

    def shouldRollover(self, record):
        """Whether it is time."""
        return time.time() >= self.rolloverAt

    def doRollover(self):
        """Put the file away under the time when it was begun."""
        self.stream.close()
        begun = (time.gmtime if self.utc else time.localtime)(
            self.rolloverAt - self.interval)
        name = self.rotation_filename(
            f"{self.baseFilename}.{time.strftime(self.suffix, begun)}")
        if os.path.exists(name):
            os.remove(name)
        self.rotate(self.baseFilename, name)
        folder, base = os.path.split(self.baseFilename)
        old = sorted(one for one in os.listdir(folder) if one.startswith(base + "."))
        for one in old[:-self.backupCount] if self.backupCount > 0 else ():
            os.remove(os.path.join(folder, one))
        self.stream = self._open()
        self.rolloverAt = self.computeRollover(int(time.time()))


class BufferingHandler(Handler):
    """Keeps records, and forgets them when they are too many."""

    def __init__(self, capacity):
        Handler.__init__(self)
        self.capacity, self.buffer = capacity, []

    def shouldFlush(self, record):
        """Whether they are too many."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        self.buffer.clear()

    def close(self):
        self.flush()
        Handler.close(self)


class MemoryHandler(BufferingHandler):
    """Keeps records until one is grave, and gives them to another handler."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None,
                 flushOnClose=True):
        BufferingHandler.__init__(self, capacity)
        self.flushLevel, self.target = flushLevel, target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        """Whether they are too many, or this one is grave."""
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Choose the other handler."""
        self.target = target

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        if self.flushOnClose:
            self.flush()
        self.target = None
        Handler.close(self)


class QueueHandler(Handler):
    """Puts records into a queue."""

    def __init__(self, queue):
        Handler.__init__(self)
        self.queue, self.listener = queue, None

    def enqueue(self, record):
        """Put one there."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """A copy that needs nothing but itself."""
        import copy
        text = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """Takes records out of a queue. There is one thread: when this stops, all go."""

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers = queue, handlers
        self.respect_handler_level = respect_handler_level

    def start(self):
        """Begin."""

    def dequeue(self, block):
        """Take one out."""
        return self.queue.get(block)

    def prepare(self, record):
        """What is to be given to the handlers."""
        return record

    def handle(self, record):
        """Give a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def stop(self):
        """Give all that is there to the handlers."""
        while True:
            try:
                record = self.dequeue(False)
            except queue.Empty:
                return
            self.handle(record)
