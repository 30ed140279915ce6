"""The real-time board: operations, the shared state, rooms and sockets."""
