"""Where the work of many articles runs."""
