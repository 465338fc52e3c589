"""A local service that behaves as HeyGen's is documented, for demos, tests and other programs.

    >>> from shotwright import simulator
    >>> with simulator.running(seed=7, speed=0) as service:
    ...     len(service.state()["accepted"])
    0

Written from the documented facts alone; it shares nothing with what builds and sends requests.
"""

from shotwright.errors import InputError

try:
    from shotwright.simulator.faults import Fault, read_faults
    from shotwright.simulator.serve import Service, running
    from shotwright.simulator.settings import Settings
except ImportError as error:
    raise InputError.of(
        f"the simulator needs {error.name}", "pip install 'shotwright[simulator]'"
    ) from None

__all__ = ["Fault", "Service", "Settings", "read_faults", "running"]
