"""Loggers, handlers and formatters as a dict says."""
import logging
import sys

__all__ = ["dictConfig", "dictConfigClass"]


def _found(name):
    """What a dotted name stands for."""
    parts = name.split(".")
    used = parts.pop(0)
    try:
        found = __import__(used)
        for part in parts:
            used += "." + part
            if not hasattr(found, part):
                __import__(used)
            found = getattr(found, part)
        return found
    except ImportError as error:
        raise ValueError(f"Cannot resolve {name!r}: {error}") from error


class DictConfigurator:
    """Does what a dict says."""

    def __init__(self, config):
        self.config = config
        self.made = {}

    def value(self, value):
        """A value, or what it refers to."""
        if isinstance(value, str) and value.startswith("ext://"):
            return _found(value[6:])
        if isinstance(value, str) and value.startswith("cfg://"):
            found = self.config
            for part in value[6:].split("."):
                found = found[part]
            return found
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.value(one) for one in value]
        return value

    def custom(self, config):
        """What a function of the program makes."""
        config = dict(config)
        make = config.pop("()")
        make = make if callable(make) else _found(make)
        fields = config.pop(".", {})
        made = make(**{key: self.value(value) for key, value in config.items()})
        for name, value in fields.items():
            setattr(made, name, value)
        return made

    def formatter(self, config):
        if "()" in config:
            return self.custom(config)
        kind = _found(config["class"]) if "class" in config else logging.Formatter
        return kind(config.get("format"), config.get("datefmt"),
                    config.get("style", "%"))

    def filter(self, config):
        return self.custom(config) if "()" in config else logging.Filter(
            config.get("name", ""))

    def handler(self, config):
        config = dict(config)
        level, formatter = config.pop("level", None), config.pop("formatter", None)
        filters = config.pop("filters", ())
        if formatter:
            try:
                formatter = self.made["formatters"][formatter]
            except KeyError as error:
                raise ValueError(f"Unable to set formatter {formatter!r}") from error
        if "()" in config:
            made = self.custom(config)
        else:
            kind = _found(config.pop("class"))
            config.pop(".", None)
            if "target" in config and isinstance(config["target"], str):
                config["target"] = self.made["handlers"][config["target"]]
            made = kind(**{key: self.value(value) for key, value in config.items()})
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        self.add_filters(made, filters)
        return made

    def add_filters(self, filterer, names):
        for name in names:
            known = isinstance(name, str)
            filterer.addFilter(self.made["filters"][name] if known else name)

    def logger(self, logger, config):
        if config.get("level") is not None:
            logger.setLevel(logging._checkLevel(config["level"]))
        if self.config.get("incremental"):
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get("handlers") or ():
            try:
                logger.addHandler(self.made["handlers"][name])
            except KeyError as error:
                raise ValueError(f"Unable to add handler {name!r}") from error
        self.add_filters(logger, config.get("filters") or ())

    def each(self, kind, word, make):
        made = self.made[kind] = {}
        for name, config in sorted((self.config.get(kind) or {}).items()):
            try:
                made[name] = make(config)
            except Exception as error:
                raise ValueError(f"Unable to configure {word} {name!r}") from error
            if word == "handler":
                made[name].name = name

    def configure(self):
        """Do it."""
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        if not config.get("incremental"):
            if config.get("disable_existing_loggers", True):
                self.disable()
            self.each("formatters", "formatter", self.formatter)
            self.each("filters", "filter", self.filter)
            self.each("handlers", "handler", self.handler)
        for name, one in (config.get("loggers") or {}).items():
            try:
                logger = logging.getLogger(name)
                self.logger(logger, one)
                logger.disabled = False
                if one.get("propagate") is not None:
                    logger.propagate = one["propagate"]
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
        if config.get("root"):
            try:
                self.logger(logging.getLogger(), config["root"])
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def disable(self):
        """Loggers of which the dict says nothing are silent from now on."""
        named = self.config.get("loggers") or {}
        for name, logger in logging.root.manager.loggerDict.items():
            parents = (name[:at] for at, letter in enumerate(name) if letter == ".")
            if isinstance(logger, logging.Logger) and name not in named:
                logger.disabled = not any(parent in named for parent in parents)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging as a dict says."""
    dictConfigClass(config).configure()
