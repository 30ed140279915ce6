"""Problems that their owners bring to the lab."""
