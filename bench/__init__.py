"""What is measured, never as a test: ratios against a stated yardstick, printed."""
