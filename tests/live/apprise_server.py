"""apprise_server.py DIR - Apprise as a server, as far as Debian has it: the library.

Prints its port into DIR/port. What a box posts to /notify/KEY is given to the
library, which sends it on to a receiver of ours; what the library's own client
posts there is written beside it, so that both can be compared.
"""
import http.server, json, ssl, sys, threading
import apprise

folder = sys.argv[1]


class Door(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        status = self.server.take(self, json.loads(body))
        self.send_response(status)
        self.send_header('Content-Length', '2')
        self.end_headers()
        self.wfile.write(b'{}')

    def log_message(self, *args):
        pass


def note(name, value):
    with open(folder + '/' + name, 'a') as f:
        f.write(json.dumps(value, sort_keys=True) + '\n')


def notify(door, said):
    """What the API server does with a letter: 404 an unknown key, 400 what
    the library would not take, 424 when a service fails."""
    client = door.headers.get('X-Apprise-ID') is not None
    note('client' if client else 'box', [door.path, door.headers[
        'Content-Type'].split(';')[0], said])
    if door.path != '/notify/shop':
        return 404
    if (said.get('type') not in apprise.NOTIFY_TYPES or
            said.get('format') not in apprise.NOTIFY_FORMATS or
            not said.get('body')):
        return 400
    to = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False))
    to.add('json://127.0.0.1:%d/' % sink.server_port, tag='staff')
    tag = said.get('tag', apprise.common.MATCH_ALL_TAG)
    return 200 if to.notify(body=said['body'], title=said['title'],
        notify_type=said['type'], body_format=said['format'],
        tag=tag) else 424


def arrive(door, said):
    note('arrived', said)
    return 200


def serve(take, tls):
    s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Door)
    s.take = take
    if tls:
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ctx.load_cert_chain(folder + '/cert.pem', folder + '/key.pem')
        s.socket = ctx.wrap_socket(s.socket, server_side=True)
    threading.Thread(target=s.serve_forever).start()
    return s


sink = serve(arrive, False)
api = serve(notify, True)
client = apprise.Apprise()
client.add('apprises://localhost:%d/shop?verify=no' % api.server_port)
client.notify(body='b', title='t', notify_type='warning')
with open(folder + '/port', 'w') as f:
    f.write(str(api.server_port))
