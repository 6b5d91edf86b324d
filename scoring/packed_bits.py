"""Tables of yes and no, eight to a byte: what is common to many is found a machine word at a time."""

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]  # rows of whole words; what lies past the last column says nothing
Places = npt.NDArray[np.intp]
WORD = 8


def all_held(rows: int, columns: int) -> Bits:
    """A table in which everything is so."""
    return np.full((rows, -(-columns // (8 * WORD)) * WORD), 255, np.uint8)


def packed(table: npt.NDArray[np.bool_]) -> Bits:
    """The table, eight columns a byte."""
    bits = all_held(*table.shape)
    write(bits, slice(None), table)
    return bits


def write(bits: Bits, rows: slice | Places, table: npt.NDArray[np.bool_]) -> None:
    """Puts a table in the place of some rows."""
    bits[rows, : -(-table.shape[1] // 8)] = np.packbits(table, axis=1)


def differing(one: Bits, other: Bits) -> tuple[Places, Places]:
    """Rows and columns of the cells, few among many, in which two tables differ."""
    places = np.flatnonzero(one != other)
    cells, bits = np.nonzero(np.unpackbits((one ^ other).ravel()[places]).reshape(-1, 8))
    rows, bytes_in = np.divmod(places[cells], one.shape[1])
    return rows, 8 * bytes_in + bits


def hold(table: Bits, rows: Places, columns: Places) -> None:
    """Writes yes into single cells."""
    bits = np.array([128, 64, 32, 16, 8, 4, 2, 1], np.uint8)
    np.bitwise_or.at(table, (rows, columns >> 3), bits[columns & 7])


def hold_together(one: Bits, other: Bits, rows: Places) -> None:
    """Leaves yes in the first only where this row of the other has it too."""
    words = one.view(np.uint64)
    words &= other.view(np.uint64).take(rows, axis=0)


def told(table: Bits, columns: int) -> npt.NDArray[np.bool_]:
    """What was packed, a byte each."""
    return np.unpackbits(table, axis=1, count=columns).view(np.bool_)
