"""Eight answers a byte say what a byte each says."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scoring.packed_bits import all_held, differing, hold, hold_together, packed, told

Truths = npt.NDArray[np.bool_]
tables = st.shared(array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=150), key="shape").flatmap(
    lambda shape: arrays(np.bool_, shape)
)


@given(tables)
def test_what_is_packed_is_told_again(table: Truths) -> None:
    assert np.array_equal(told(packed(table), table.shape[1]), table)
    assert told(all_held(*table.shape), table.shape[1]).all()


@given(tables, tables)
def test_the_cells_in_which_two_differ_are_found_and_can_be_written(one: Truths, other: Truths) -> None:
    least = packed(one & other)
    rows, columns = differing(least, packed(other))
    assert np.array_equal(np.argwhere(other & ~one), np.stack([rows, columns], axis=1))
    hold(least, rows, columns)
    assert np.array_equal(told(least, one.shape[1]), other)


@given(tables, st.data())
def test_what_is_common_to_rows_is_kept(one: Truths, data: st.DataObject) -> None:
    other = data.draw(arrays(np.bool_, (5, one.shape[1])))
    rows = data.draw(arrays(np.intp, len(one), elements=st.integers(0, 4)))
    bits = packed(one)
    hold_together(bits, packed(other), rows)
    assert np.array_equal(told(bits, one.shape[1]), one & other[rows])
