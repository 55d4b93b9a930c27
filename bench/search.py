"""Search: how many forms of a word are found, how many wrong ones beside them, and how long it takes.

Run with `python -m bench.search [--forms FILE]`. The forms (form, lemma, part of speech, count; SAVIENOJUMS_FORMS or
../shared/data/lv_forms_dev.tsv) are for measuring only: neither they nor anything made from them is kept.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
FORMS = ROOT.parent / "shared" / "data" / "lv_forms_dev.tsv"
MEASURES = ROOT / "savienojums" / "demo" / "selija" / "support_measures.csv"
TARGETS = {"with": (0.90, 0.92), "without": (0.88, 0.90)}
SIZES = (5_000, 50_000)

Said = Counter[tuple[str, str]]
"""How often a form of a lemma was said."""


def forms_in(file: Path) -> Said:
    """What the file tells, in small letters; what is not one word is left out."""
    from savienojums.core.words import tokens

    said: Said = Counter()
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(words := tokens(row["form"])) == 1:
                said[words[0], row["lemma"]] += int(row["count"])
    return said


# --- quality --------------------------------------------------------------------


def pairs_of(groups: dict[str, set[str]]) -> set[tuple[str, str]]:
    """All pairs of forms that stand in one group."""
    return {pair for forms in groups.values() for pair in combinations(sorted(forms), 2)}


def pair_figures(said: Said) -> tuple[float, float]:
    """Precision and recall of "these two are forms of one word"."""
    from savienojums.core.words import key

    by_lemma: dict[str, set[str]] = defaultdict(set)
    by_key: dict[str, set[str]] = defaultdict(set)
    for form, lemma in said:
        by_lemma[lemma].add(form)
        by_key[key(form)].add(form)
    true, ours = pairs_of(by_lemma), pairs_of(by_key)
    return len(true & ours) / len(ours), len(true & ours) / len(true)


def halves(said: Said) -> tuple[Said, Said]:
    """The tokens in two halves by lot: one is indexed, the other asked."""
    lot = random.Random(1)
    indexed, asked = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for said_form, count in sorted(said.items()):
        for _ in range(count):
            (indexed if lot.random() < 0.5 else asked)[said_form] += 1
    return indexed, asked


def query_figures(indexed: Said, asked: Said, typed: Callable[[str], str]) -> dict[str, float]:
    """Each asked form against an index with one entry a form: averages over queries, hits weighed by their tokens."""
    from savienojums.core import search

    forms = sorted({form for form, _ in indexed})
    weight = Counter[int]()
    entries: dict[str, set[int]] = defaultdict(set)
    number = {form: pk for pk, form in enumerate(forms)}
    for (form, lemma), count in indexed.items():
        weight[number[form]] += count
        entries[lemma].add(number[form])
    search.index("bench", ((pk, "", form) for form, pk in number.items()))
    meant: dict[str, set[int]] = defaultdict(set)
    for form, lemma in asked:
        meant[form] |= entries.get(lemma, set())
    precisions, recalls = [], []
    for form, right in meant.items():
        if right:
            found = set(search.matching("bench", typed(form)) or ())
            hit = sum(weight[pk] for pk in found & right)
            recalls.append(hit / sum(weight[pk] for pk in right))
            if found:
                precisions.append(hit / sum(weight[pk] for pk in found))
    search.clear("bench")
    return {
        "queries": len(recalls),
        "precision": statistics.mean(precisions),
        "recall": statistics.mean(recalls),
        "nothing": 1 - len(precisions) / len(recalls),
    }


def quality(file: Path) -> None:
    """Print the figures of quality beside their targets."""
    from savienojums.core.words import fold

    said = forms_in(file)
    precision, recall = pair_figures(said)
    print(f"\n{len({form for form, _ in said})} forms of {len({lemma for _, lemma in said})} words ({file.name})")
    print(f"pairs of forms of one word          precision {precision:.3f}  recall {recall:.3f}")
    indexed, asked = halves(said)
    ways: dict[str, tuple[str, Callable[[str], str]]] = {
        # In quotation marks nothing is read as a similar word: the figures of word forms alone.
        "words typed with diacritics": ("with", lambda form: f'"{form}" '),
        "words typed without": ("without", lambda form: f'"{fold(form)}" '),
        "… with, similar words where there are none": ("with", lambda form: f"{form} "),
        "… without, similar words too": ("without", lambda form: f"{fold(form)} "),
        "… with, last word perhaps unfinished": ("with", lambda form: form),
        "… without, last word perhaps unfinished": ("without", fold),
    }
    for name, (target, typed) in ways.items():
        figures = query_figures(indexed, asked, typed)
        wanted = "/".join(f"{share:.2f}" for share in TARGETS[target])
        print(
            f"{name:<43} precision {figures['precision']:.3f}  recall {figures['recall']:.3f}  (wanted {wanted};"
            f" {figures['queries']} queries, {figures['nothing']:.1%} found nothing)"
        )


def slips(count: int = 1_000) -> None:
    """Print how many words of the measures are still found when one letter of them is wrong."""
    from savienojums.core import search
    from savienojums.core.search_near import slips
    from savienojums.core.stems import is_latvian
    from savienojums.core.words import fold, key, tokens

    search.index("bench", documents(5_000))
    lot = random.Random(1)
    said = {form for _pk, title, text in documents(500) for form in tokens(f"{title} {text}")}
    forms = sorted(form for form in said if len(form) > 4 and is_latvian(form))
    fates = Counter[str]()
    for form in lot.choices(forms, k=count):
        typed = lot.choice([slip for slip in slips(fold(form)) if slip != fold(form)])
        asked = search.find("bench", f"{typed} ").question
        right = any(key(form) in each.keys for clause in asked.clauses for each in clause.asked)
        fates["the right word" if right else "another word" if any(c.own for c in asked.clauses) else "nothing"] += 1
    search.clear("bench")
    told = ", ".join(f"{fate} {number / count:.1%}" for fate, number in fates.most_common())
    print(f"one wrong letter leads to           {told}")


# --- speed ----------------------------------------------------------------------


def documents(count: int) -> Iterator[tuple[int, str, str]]:
    """Measures with title and text put together by lot from the cells of the real ones."""
    with MEASURES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    lot = random.Random(1)
    columns = ("provider", "theme", "who_may_apply", "territory", "how_to_apply", "notes")
    for pk in range(1, count + 1):
        name = lot.choice(rows)["name_lv"].split() + lot.choice(rows)["name_lv"].split()
        title = " ".join(lot.sample(name, min(len(name), 6)))
        text = " ".join(lot.choice(rows)[column] or "" for column in columns for _ in range(2))
        yield pk, title, f"{text} nr{pk}"


QUESTIONS = {
    "one word, with diacritics": ["kopienām", "biedrībai", "jaunietis", "mantojums", "bibliotēkā", "kultūru"],
    "one word, without": ["kopienam", "biedribai", "jauniesi", "mantojums", "biblioteka", "kulturu"],
    "three words": ["atbalsts jauniešiem laukos", "kulturas mantojums biedriba", "pašvaldības konkurss iedzīvotājiem"],
    "beginning of a word": ["kop", "jaun", "biedr", "mant", "lauks", "konk"],
    "one wrong letter": ["kopeinam", "biedirba", "jaunieshu", "mantojmus", "bibliotkea", "kulutra"],
    "rare word": ["nr17", "nr4711", "nr222", "nr3333"],
}


def speed(count: int) -> None:
    """Print how long indexing and each kind of question takes with so many documents."""
    from savienojums.core import search

    search.clear("bench")
    started = time.perf_counter()
    search.index("bench", documents(count))
    print(f"\n{count} documents indexed in {time.perf_counter() - started:.1f} s")
    for name, texts in QUESTIONS.items():
        taken, working, hits = [], [], 0
        for text in texts * 20:
            started, worked = time.perf_counter(), time.process_time()
            hits += len(search.matching("bench", text) or ())
            taken.append((time.perf_counter() - started) * 1000)
            working.append((time.process_time() - worked) * 1000)
        taken.sort()
        p50, p95, cpu = statistics.median(taken), taken[int(len(taken) * 0.95)], statistics.median(working)
        print(f"{name:<26} p50 {p50:6.2f} ms  p95 {p95:6.2f} ms  own CPU {cpu:5.2f} ms  {hits / len(taken):5.0f} hits")


@contextmanager
def empty_database() -> Iterator[None]:
    """A database to throw away, in a folder of its own or on the server of DATABASE_URL."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAVIENOJUMS_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        print(f"\nSearch on {connection.vendor}")
        if connection.vendor == "sqlite":
            call_command("migrate", verbosity=0)
            yield
            connection.close()
            return
        address = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(address, verbosity=0)


def memory() -> float:
    """Megabytes this process has for itself, its share of what it shares included."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=Path, default=Path(os.environ.get("SAVIENOJUMS_FORMS", FORMS)))
    parser.add_argument("--here", action="store_true", help="only on the database that is set")
    options = parser.parse_known_args(arguments)[0]
    measure(options.forms)
    if not options.here and not os.environ.get("DATABASE_URL") and any(Path("/usr/lib/postgresql").glob("*/bin")):
        command = ["sh", "bin/with-postgres", sys.executable, "-m", "bench.search", "--here", "--forms", options.forms]
        subprocess.run(command, check=True, cwd=ROOT)


def measure(file: Path) -> None:
    """Measure quality and speed on the database that is set."""
    with empty_database():
        from savienojums.core import words

        before = memory()
        words.restored(words.key("kopienam"))
        print(f"dictionary and grammar: {memory() - before:.1f} MB")
        if file.exists():
            quality(file)
            slips()
        else:
            print(f"no quality without a list of forms ({file})")
        for count in SIZES:
            speed(count)


if __name__ == "__main__":
    main()
