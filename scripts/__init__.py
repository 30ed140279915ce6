"""Programs for those who run and develop LiveLab; nothing here is imported by the server."""
