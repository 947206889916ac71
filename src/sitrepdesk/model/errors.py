"""Every error of the product, in one tree.

::

    SitrepError                     exit code 1
    ├── UsageError                  2   what was asked cannot be done as asked
    │   ├── NoDesk                      no desk here
    │   ├── DeskExists                  a desk is already there
    │   ├── UnknownName                 no such claim, item, source, place, verb, format …
    │   ├── BadTime                     a time that cannot be read, or has no zone
    │   └── BadValue                    a value outside its scale
    ├── InputError                  3   one report that cannot be taken
    │   ├── Empty                       no bytes, or no text in them
    │   ├── Binary                      bytes that are no text and no known format
    │   ├── Locked                      needs a password
    │   ├── Malformed                   breaks the rules of its format
    │   ├── TooLarge                    over a limit of size, depth or time
    │   └── Unreachable                 missing, no permission, a loop of links, a device
    ├── StoreError                  4   the desk's folder cannot do what is needed
    │   ├── DeskBusy                    another writer holds the lock
    │   ├── DiskFull                    no space left
    │   ├── WrongVersion                made by a newer version
    │   └── MissingBlob                 bytes that the archive should hold
    ├── IntegrityError              5   what is stored is not what was written
    │   ├── BlobChanged                 bytes no longer have their hash
    │   ├── ChainBroken                 an entry was changed, removed or reordered
    │   └── HeadMismatch                the ledger does not continue a head that was kept
    └── PackError                   6   a theatre pack, table or template that breaks its form

Each says where it happened, what is wrong, and what to do next.
"""

from __future__ import annotations


class SitrepError(Exception):
    """Any error of the product: ``where`` it happened, ``what`` is wrong, ``todo`` the next step for a person."""

    exit_code = 1

    def __init__(self, where: str, what: str, todo: str) -> None:
        super().__init__(where, what, todo)
        self.where = where
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.todo}"

    @property
    def code(self) -> str:
        """The class name in kebab case, stable for programs: ``TooLarge`` is ``too-large``."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class UsageError(SitrepError):
    """What was asked cannot be done as asked."""

    exit_code = 2


class NoDesk(UsageError):
    """There is no desk where one was looked for."""


class DeskExists(UsageError):
    """A desk would be made where one already stands."""


class UnknownName(UsageError):
    """A name or id that nothing answers to."""


class BadTime(UsageError):
    """A time that cannot be read, or that a person typed without its zone."""


class BadValue(UsageError):
    """A value that its scale does not hold."""


class InputError(SitrepError):
    """One report that cannot be taken; the others go on."""

    exit_code = 3


class Empty(InputError):
    """No bytes, or bytes that hold no text."""


class Binary(InputError):
    """Bytes that are neither text nor a format that is read."""


class Locked(InputError):
    """A file that needs a password."""


class Malformed(InputError):
    """A file that breaks the rules of its own format."""


class TooLarge(InputError):
    """A file over a limit of size, nesting, memory or time."""


class Unreachable(InputError):
    """A path that is missing, forbidden, a loop of links, or no file at all."""


class StoreError(SitrepError):
    """The desk's folder cannot do what is needed."""

    exit_code = 4


class DeskBusy(StoreError):
    """Another process holds the desk's write lock."""


class DiskFull(StoreError):
    """The disk took no more bytes."""


class WrongVersion(StoreError):
    """The desk was made by a newer version of the product."""


class MissingBlob(StoreError):
    """The archive lacks bytes that the ledger names and nobody erased."""


class IntegrityError(SitrepError):
    """What is stored is not what was written."""

    exit_code = 5


class BlobChanged(IntegrityError):
    """Archived bytes no longer have the hash that they are filed under."""


class ChainBroken(IntegrityError):
    """A ledger entry was changed, removed or reordered."""


class HeadMismatch(IntegrityError):
    """The ledger is no continuation of a head that was kept elsewhere."""


class PackError(SitrepError):
    """A theatre pack, a table or a template breaks its form."""

    exit_code = 6
