"""The floor of telling everybody: accepts connections, and for each line on stdin sends it to all of them."""

import socket
import sys


def main() -> None:
    """Serve as many connections as the first argument says."""
    count = int(sys.argv[1])
    with socket.create_server(("127.0.0.1", 0), backlog=count) as listening:
        print(listening.getsockname()[1], flush=True)
        connections = [listening.accept()[0] for _ in range(count)]
    for line in sys.stdin.buffer:
        for connection in connections:
            connection.send(line)


if __name__ == "__main__":
    main()
