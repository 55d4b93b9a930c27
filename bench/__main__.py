"""All benchmarks, one after another."""

from bench import calendar, pages, registrations, search

if __name__ == "__main__":
    pages.main()
    search.main()
    calendar.main()
    registrations.main([])
