"""moto's server with what AWS documents and moto lacks.

Every documented_*.py beside this file is imported before the server starts. Each replaces a part of moto and says by `documented(what, source)` what it
adds and where AWS says so; what was added is listed at GET /portolan/documented. GET /portolan/deny?ACCOUNT/OPERATION denies an account an EC2 operation.

Usage: server.py PORT_FILE. Takes a port from the system, writes it to PORT_FILE, and ends when its standard input does.
"""

import importlib
import json
import os
import sys
import threading
from functools import cache

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import documented


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


# A thousand images for each account, which nobody looks at, would be most of a case's time.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"


def main():
    threading.Thread(target=end_with_parent, daemon=True).start()
    for name in sorted(os.listdir(HERE)):
        if name.startswith("documented_") and name.endswith(".py"):
            importlib.import_module(name[:-3])

    import moto.backends
    import moto.core.responses
    import xmltodict
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    # Asked for every request, these were most of its time: which services there are, which methods a service has, whether a name may stand in XML.
    moto.backends.list_of_moto_modules = cache(lambda find=moto.backends.list_of_moto_modules: frozenset(find()))
    DomainDispatcherApplication.get_backend_for_host = cache(DomainDispatcherApplication.get_backend_for_host)
    moto.core.responses.method_names_from_class = cache(moto.core.responses.method_names_from_class)
    xmltodict._validate_name = cache(xmltodict._validate_name)

    class Quiet(MotoRequestHandler):
        # One connection for many requests.
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log(self, type, message, *args):
            pass

    application = DomainDispatcherApplication(create_backend_app)

    def listing(environ, start_response):
        if environ.get("PATH_INFO") == "/portolan/documented":
            start_response("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(documented.ALL).encode()]
        if environ.get("PATH_INFO") == "/portolan/deny":
            documented.DENIED.add(environ.get("QUERY_STRING"))
            start_response("204 No Content", [])
            return [b""]
        return application(environ, start_response)

    server = make_server("127.0.0.1", 0, listing, threaded=True, request_handler=Quiet)
    os.environ["MOTO_PORT"] = str(server.port)
    with open(sys.argv[1] + ".part", "w") as file:
        file.write(str(server.port))
    os.rename(sys.argv[1] + ".part", sys.argv[1])
    server.serve_forever()


main()
