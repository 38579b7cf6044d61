"""The parts of verify_export.py."""
