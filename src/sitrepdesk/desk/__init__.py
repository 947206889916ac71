"""A browser's requests come in, pages and fragments go out; the room is kept free for the web desk, which is not built yet."""
