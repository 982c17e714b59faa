"""render.py LEADS: the message for every lead of a CSV file, by Python's csv and Jinja2.

One template is streamed over all leads: rendering it for one lead after another takes three times as long.
"""
import csv
import json
import re
import sys

import jinja2

# str.strip() would take U+001C to U+001F for white space, too, and so does \s.
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029" \
              "\u202f\u205f\u3000"
# Default_Ignorable_Code_Point and U+2800.
IGNORABLE = "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164" \
            "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"

LINES = """\
{% for lead, first_name, company in leads %}
{"lead":{{ lead | json }},"step":0,"after":0,"text":{{
  ("Hi " ~ (first_name or "there") ~ ", saw your work at " ~ (company or "your company") ~
   " — would love to connect. Open to a quick chat?") | json }}}
{% endfor %}
"""

is_blank = re.compile(f"[{WHITE_SPACE}{IGNORABLE}]*").fullmatch


def value(field):
    """The field as it is inserted; empty where it is blank."""
    return "" if is_blank(field) else field.strip(WHITE_SPACE)


def leads(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        key, first_name, company = map(header.index, ("id", "first-name", "custom_q5cktl47a6pqa74eu06fz89v"))
        for row in rows:
            yield row[key], value(row[first_name]), value(row[company])


def main():
    environment = jinja2.Environment(trim_blocks=True, keep_trailing_newline=True)
    environment.filters["json"] = json.JSONEncoder(ensure_ascii=False).encode
    lines = environment.from_string(LINES).stream(leads=leads(sys.argv[1]))
    lines.enable_buffering(1000)
    lines.dump(sys.stdout.buffer, encoding="utf-8")


main()
