"""XML."""
__all__ = ["etree"]
