#!/usr/bin/env python3
"""unicode_table.py [--update]: unicode_table.cc is what the Unicode Character Database says.

The database is the folder of Debian's package unicode-data. --update writes the table from it; without it, a table that
differs fails. Where the database is missing, or of another version than the table, there is nothing to compare: the
check ends with 77, which ctest shows as skipped.
"""
import argparse
import pathlib
import re
import sys
import textwrap

TABLE = pathlib.Path(__file__).with_suffix(".cc")
DATABASE = pathlib.Path("/usr/share/unicode")
SKIPPED = 77
CODE_POINTS = 0x110000
BLOCK = 256  # code points; unicode.h takes a code point apart in the same way

# Scripts that are not written with spaces between words.
WITHOUT_SPACES = ("Han", "Hiragana", "Katakana", "Bopomofo", "Yi", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan",
                  "Javanese", "Balinese", "Tai_Le", "New_Tai_Lue", "Tai_Tham")
# Those of them in which U+200B, zero width space, separates words.
WITH_ZERO_WIDTH_SPACES = ("Thai", "Khmer", "Lao", "Myanmar")
# Scripts in which U+200C and U+200D, the joiners, change how a word looks.
WITH_JOINERS = ("Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil",
                "Telugu", "Kannada", "Malayalam", "Sinhala")


class Database:
    """The files of the Unicode Character Database."""

    def __init__(self, folder):
        self.folder = folder

    def version(self):
        first_line = (self.folder / "PropList.txt").read_text("utf-8").partition("\n")[0]
        return re.fullmatch(r"# PropList-([\d.]+)\.txt", first_line)[1]

    def rows(self, file):
        """(code points, fields) for each line `code point or range; field; …  # comment`."""
        for line in (self.folder / file).read_text("utf-8").splitlines():
            points, *fields = (field.strip() for field in line.partition("#")[0].split(";"))
            if points:
                first, _, last = points.partition("..")
                yield range(int(first, 16), int(last or first, 16) + 1), fields

    def having(self, file, *values):
        """The code points that have one of these values in a file."""
        return {c for points, fields in self.rows(file) if fields[0] in values for c in points}

    def category(self, *values):
        return self.having("extracted/DerivedGeneralCategory.txt", *values)


def properties(database):
    """{name in unicode.h: the code points that have the property}."""
    white = database.having("PropList.txt", "White_Space")
    letters = database.category("Lu", "Ll", "Lt", "Lm", "Lo")
    marks = database.category("Mn", "Mc", "Me")
    digits = database.category("Nd")
    keycaps = database.having("emoji/emoji-data.txt", "Emoji") & set(range(128))  # what a keycap is put around

    def letters_of(*scripts):
        return letters & database.having("Scripts.txt", *scripts)

    zero_width = (database.category("Mn", "Me", "Cf") - {0xAD}  # a soft hyphen is shown
                  | database.having("HangulSyllableType.txt", "V", "T"))
    return {
        "kWhite": white,
        "kInvisible": white | {0x2800} | database.having("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point"),
        "kLetter": letters,
        "kMark": marks,
        "kDigit": digits,
        "kWord": letters | marks | digits | {ord("'"), ord("’")},
        "kUpper": letters & database.having("DerivedCoreProperties.txt", "Uppercase") | database.category("Lt"),
        "kLower": letters & database.having("DerivedCoreProperties.txt", "Lowercase"),
        "kLatin": letters_of("Latin"),
        "kSpaced": letters - letters_of(*WITHOUT_SPACES),
        "kRightToLeft": letters & database.having("extracted/DerivedBidiClass.txt", "R", "AL"),
        "kJoining": letters_of(*WITH_JOINERS),
        "kUnspaced": letters_of(*WITH_ZERO_WIDTH_SPACES),
        "kEmoji": database.having("emoji/emoji-data.txt", "Extended_Pictographic", "Emoji_Modifier")
                  | database.having("PropList.txt", "Regional_Indicator")
                  | keycaps,
        "kLineBreak": {0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029},
        "kControl": database.category("Cc"),
        "kZeroWidth": zero_width,
        "kWide": database.having("EastAsianWidth.txt", "W", "F") - zero_width,
    }


def simple_folding(database):
    """{code point: what it is folded to}."""
    return {points[0]: int(fields[1], 16)
            for points, fields in database.rows("CaseFolding.txt") if fields[0] in ("C", "S")}


def number_each(values):
    """(the distinct values, for each value its number among them)."""
    numbers = {}
    return numbers, [numbers.setdefault(value, len(numbers)) for value in values]


def table(database):
    """The text of unicode_table.cc."""
    names = [[] for _ in range(CODE_POINTS)]
    for name, points in properties(database).items():
        for c in points:
            names[c].append(name)
    folding = simple_folding(database)
    records, record_numbers = number_each((" | ".join(names[c]) or "0", folding.get(c, c) - c) for c in range(CODE_POINTS))
    blocks, block_numbers = number_each(
        tuple(record_numbers[c:c + BLOCK]) for c in range(0, CODE_POINTS, BLOCK))
    if max(len(records), len(blocks)) > 256:
        sys.exit(f"{len(records)} records and {len(blocks)} blocks are too many for the bytes that unicode.h numbers them by")

    def wrap(numbers):
        return textwrap.fill(", ".join(map(str, numbers)), 120, initial_indent="    ", subsequent_indent="    ")

    version = database.version()
    lines = [
        f"// unicode_table.cc: what Unicode {version} says of each code point. It is data, hence its many lines.",
        "//",
        "// unicode_table.py writes this file and says what each property means. Do not edit it; run unicode_table.py --update.",
        "//",
        "// Derived from the Unicode Character Database. Copyright © 1991-2022 Unicode, Inc. All rights reserved.",
        "// Distributed under the Terms of Use in https://www.unicode.org/copyright.html.",
        "",
        '#include "base/unicode.h"',
        "",
        "namespace segue::unicode {",
        "",
        f'const std::string_view kVersion = "{version}";',
        "",
        "namespace detail {",
        "",
        "// clang-format off",
        "const Record kRecords[] = {",
        *(f"    {{{properties_of}, {fold}}}," for properties_of, fold in records),
        "};",
        "",
        "const std::uint8_t kBlockNumbers[] = {",
        wrap(block_numbers) + "};",
        "",
        "const std::uint8_t kRecordNumbers[][kBlockSize] = {",
        *(f"    {{  // U+{block_numbers.index(number) * BLOCK:04X}\n{wrap(block)}}}," for block, number in blocks.items()),
        "};",
        "// clang-format on",
        "",
        "}  // namespace detail",
        "}  // namespace segue::unicode",
    ]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    if not DATABASE.is_dir():
        print(f"skipped: there is no {DATABASE}; Debian's package unicode-data has it")
        return SKIPPED
    database = Database(DATABASE)
    if options.update:
        TABLE.write_text(table(database), "utf-8")
        print(f"{TABLE.name} written from Unicode {database.version()}")
        return 0
    written = TABLE.read_text("utf-8")
    version = re.search(r'kVersion = "(.*)"', written)[1]
    if version != database.version():
        print(f"skipped: {DATABASE} is Unicode {database.version()}, {TABLE.name} is Unicode {version}; "
              f"to move to it: engine/base/unicode_table.py --update")
        return SKIPPED
    fresh = table(database)
    if fresh == written:
        print(f"{TABLE.name} is what Unicode {version} says")
        return 0
    print(f"{TABLE.name} is stale; to write it: engine/base/unicode_table.py --update")
    return 1


if __name__ == "__main__":
    sys.exit(main())
