"""
The command of the api's server: Granian's own, with everything loaded before its workers fork.

The workers share what was loaded instead of loading it each: a second one costs half the memory, and one that
died is there again at once. Where processes are not forked, each loads for itself.
"""

import multiprocessing
import runpy

if __name__ == "__main__":
    if multiprocessing.get_start_method() == "fork":
        import serai.config.api_application  # noqa: F401 - loaded for the workers
    runpy.run_module("granian", run_name="__main__")
