"""What commands do once Django runs; nothing here may be loaded before."""
