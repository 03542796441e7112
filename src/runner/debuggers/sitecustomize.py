"""Comes first in the Python of a command that is debugged: opens debugpy, says where in a file of the folder that the
debugger watches, and waits for it. Processes that this one starts are debugpy's affair."""

import importlib.machinery
import importlib.util
import json
import os
import sys


def run_the_hidden_one(here):
    """The sitecustomize that Python would have found without this one."""
    others = [path for path in sys.path if os.path.abspath(path or ".") != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def wait_for_the_debugger(folder):
    library = os.environ.pop("HEROKU_WORKBENCH_DEBUGPY", "")
    if library:
        sys.path.append(library)
    try:
        import debugpy
    except ImportError:
        sys.exit("debugpy is not there. Install it (pip install debugpy), or the extension Python Debugger.")
    host, port = debugpy.listen(("127.0.0.1", 0))
    name = os.path.join(folder, "%d.json" % os.getpid())
    with open(name + ".new", "w") as file:
        json.dump({"pid": os.getpid(), "port": port}, file)
    os.replace(name + ".new", name)
    debugpy.wait_for_client()


here = os.path.dirname(os.path.abspath(__file__))
announcements = os.environ.pop("HEROKU_WORKBENCH_DEBUGGER", "")
run_the_hidden_one(here)
if announcements and os.path.isdir(announcements):
    wait_for_the_debugger(announcements)
