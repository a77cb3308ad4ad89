"""Paths as objects."""
from pathlib._local import (Path, PosixPath, PurePath, PurePosixPath, PureWindowsPath,
                            UnsupportedOperation, WindowsPath)

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path",
           "PosixPath", "WindowsPath"]
