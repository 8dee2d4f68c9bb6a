import gc

import pytest

from serai.discovery.usecases.without_collecting import without_collecting


def test_collecting_goes_on_afterwards_even_after_an_error():
    with without_collecting():
        assert not gc.isenabled()
    with pytest.raises(LookupError), without_collecting():
        raise LookupError

    assert gc.isenabled()


def test_whoever_had_it_off_keeps_it_off():
    gc.disable()
    with without_collecting():
        pass
    left_off = not gc.isenabled()
    gc.enable()

    assert left_off
