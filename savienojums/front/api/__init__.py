"""The open API: where the rooms' doors for programs meet."""
