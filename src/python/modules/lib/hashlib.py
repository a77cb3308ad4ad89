"""Hashes of bytes: MD5, SHA-1, SHA-2, SHA-3, BLAKE2.

The rounds are in `_hashes` and `_blake2`; here is what the objects have in common.
"""
from _blake2 import blake2b, blake2s
from _hashes import (md5, sha1, sha224, sha256, sha384, sha512, sha3_224, sha3_256,
                     sha3_384, sha3_512, shake_128, shake_256)

__always_supported = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b",
                      "blake2s", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
                      "shake_128", "shake_256")
algorithms_guaranteed = set(__always_supported)
algorithms_available = set(__always_supported)
__all__ = __always_supported + ("new", "algorithms_guaranteed", "algorithms_available",
                                "file_digest", "pbkdf2_hmac")
_made = {kind: globals()[kind] for kind in __always_supported}


def __get_builtin_constructor(name):
    """The function that makes a hash object by the name of its algorithm."""
    made = _made.get(name.lower().replace("-", ""), _made.get(name.lower()))
    if made is None:
        raise ValueError("unsupported hash type " + name)
    return made


def new(name, data=b"", **kwargs):
    """Return a new hashing object using the named algorithm; optionally initialized
    with data (which must be a bytes-like object)."""
    if not isinstance(name, str):
        raise TypeError("new() argument 'name' must be str, not " + type(name).__name__)
    made = __get_builtin_constructor(name)
    return made(data, **kwargs)


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """Hash the contents of a file-like object. Returns a digest object."""
    found = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        found.update(fileobj.getbuffer())
        return found
    while piece := fileobj.read(_bufsize):
        found.update(piece)
    return found


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Password based key derivation function 2 (PKCS #5 v2.0) with HMAC."""
    import hmac
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    size = new(hash_name).digest_size
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    key = hmac.new(password, digestmod=hash_name)
    made = b""
    for block in range(1, -(-dklen // size) + 1):
        one = key.copy()
        one.update(bytes(salt) + block.to_bytes(4, "big"))
        last = one.digest()
        mixed = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            one = key.copy()
            one.update(last)
            last = one.digest()
            mixed ^= int.from_bytes(last, "big")
        made += mixed.to_bytes(size, "big")
    return made[:dklen]


__native__ = "pbkdf2_hmac"
