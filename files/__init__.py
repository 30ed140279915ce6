"""Files people bring: looked at, made harmless, kept on disk. Whose they are, its apps say."""
