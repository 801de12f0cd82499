"""Hands TCP connections on: forward.py LISTEN[:PORT] TARGET:PORT. For trials in network namespaces."""
import socket
import sys
import threading


def address(text, port=None):
    host, _, number = text.partition(":")
    return host, int(number or port)


target = address(sys.argv[2])
server = socket.create_server(address(sys.argv[1], target[1]))


def pump(source, sink):
    try:
        while data := source.recv(1 << 16):
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


while True:
    client, _ = server.accept()
    try:
        other = socket.create_connection(target, timeout=10)
        other.settimeout(None)
    except OSError:
        client.close()
        continue
    threading.Thread(target=pump, args=(client, other), daemon=True).start()
    threading.Thread(target=pump, args=(other, client), daemon=True).start()
