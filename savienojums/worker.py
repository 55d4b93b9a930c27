"""The worker: does what acts have left to do."""
