"""Constants/functions for interpreting results of os.stat() and os.lstat()."""
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME \
    = range(10)
S_IFSOCK, S_IFLNK, S_IFREG, S_IFBLK = 0o140000, 0o120000, 0o100000, 0o060000
S_IFDIR, S_IFCHR, S_IFIFO, S_IFDOOR, S_IFPORT, S_IFWHT = 0o040000, 0o020000, 0o010000, 0, 0, 0
S_ISUID, S_ISGID, S_ISVTX, S_ENFMT = 0o4000, 0o2000, 0o1000, 0o2000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR


def S_IFMT(mode, /):
    """Return the portion of the file's mode that describes the file type."""
    return mode & 0o170000


def S_IMODE(mode, /):
    """Return the portion of the file's mode that can be set by os.chmod()."""
    return mode & 0o7777


def _asking(kind, words):
    def asks(mode, /):
        return S_IFMT(mode) == kind
    asks.__doc__ = f"S_IS{words[0]}(mode) -> bool\n\nReturn True if mode is from " \
                   f"{words[1]}."
    asks.__name__ = asks.__qualname__ = "S_IS" + words[0]
    return asks


S_ISDIR = _asking(S_IFDIR, ("DIR", "a directory"))
S_ISREG = _asking(S_IFREG, ("REG", "a regular file"))
S_ISLNK = _asking(S_IFLNK, ("LNK", "a symbolic link"))
S_ISCHR = _asking(S_IFCHR, ("CHR", "a character special device file"))
S_ISBLK = _asking(S_IFBLK, ("BLK", "a block special device file"))
S_ISFIFO = _asking(S_IFIFO, ("FIFO", "a FIFO (named pipe)"))
S_ISSOCK = _asking(S_IFSOCK, ("SOCK", "a socket"))


def filemode(mode, /):
    """Convert a file's mode to a string of the form '-rwxrwxrwx'"""
    kinds = {S_IFREG: "-", S_IFDIR: "d", S_IFLNK: "l", S_IFSOCK: "s", S_IFBLK: "b",
             S_IFCHR: "c", S_IFIFO: "p"}
    letters = [kinds.get(S_IFMT(mode), "?")]
    for place, (bit, letter) in enumerate(((S_ISUID, "s"), (S_ISGID, "s"), (S_ISVTX, "t"))):
        held = mode >> 6 - 3 * place
        letters += ["r" if held & 4 else "-", "w" if held & 2 else "-"]
        if mode & bit:
            letters.append(letter if held & 1 else letter.upper())
        else:
            letters.append("x" if held & 1 else "-")
    return "".join(letters)
