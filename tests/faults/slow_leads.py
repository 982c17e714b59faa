"""slow_leads.py: lead lists read slowly and obviously, byte by byte, by the rules that README.md and the headers tell.

It shares nothing with the command, which must find the same rows with the same fates. What a message of a reject says
is the command's own affair.
"""
import base64
import json
import typing

BOM = b"\xef\xbb\xbf"
KEY, NAME, CITY = "id", "name", "city"  # the columns that command.SEQUENCE and its key ask for


class Row(typing.NamedTuple):
    row: int     # 0-based
    line: int    # 1-based
    offset: int  # in bytes
    raw: bytes   # without its line end
    fate: str    # rendered, skipped, or the code of a reject
    key: str     # "" where it could not be read
    values: dict


def without_line_end(line):
    """A line without its LF or CRLF."""
    if not line.endswith(b"\n"):
        return line
    return line[:-2] if line.endswith(b"\r\n") else line[:-1]


def first_line(data, begin):
    """The physical line that begins here, line end and all."""
    end = data.find(b"\n", begin)
    return data[begin:] if end < 0 else data[begin:end + 1]


def is_text(raw):
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


# ── CSV and TSV

def record_at(data, begin, delimiter):
    """(the record that begins here, line end and all; for each of its bytes whether it is inside quotes)."""
    quoted, field_start, inside = False, True, []
    for at in range(begin, len(data)):
        byte = data[at:at + 1]
        if byte == b'"' and (quoted or field_start or (inside and inside[-1] == "closed")):
            quoted = not quoted
            inside.append("open" if quoted else "closed")
        else:
            inside.append("open" if quoted else "")
        if byte == b"\n" and not quoted:
            break
        field_start = byte == delimiter and not quoted
    return data[begin:begin + len(inside)], [how == "open" for how in inside]


def fields_of(raw, delimiter):
    """(the fields of a record, the number of the first with text behind its closing quote or None)."""
    fields, bad, at = [], None, 0
    while True:
        if raw[at:at + 1] == b'"':
            text, at = b"", at + 1
            while at < len(raw):
                if raw[at:at + 2] == b'""':
                    text, at = text + b'"', at + 2
                elif raw[at:at + 1] == b'"':
                    at += 1
                    break
                else:
                    text, at = text + raw[at:at + 1], at + 1
            end = raw.find(delimiter, at)
            end = len(raw) if end < 0 else end
            if end != at and bad is None:
                bad = len(fields)
        else:
            end = raw.find(delimiter, at)
            end = len(raw) if end < 0 else end
            text = raw[at:end]
        fields.append(text)
        if end == len(raw):
            return fields, bad
        at = end + 1


def records(data, delimiter, longest):
    """(line, offset, raw, why it was given up or "") of each record, the header among them."""
    at, line = len(BOM) if data.startswith(BOM) else 0, 1
    while at < len(data):
        record, inside = record_at(data, at, delimiter)
        raw = without_line_end(record)
        why = ""
        if len(raw) > longest:
            why = "bad-quote" if inside[longest - 1] else "too-long"
        elif inside[-1]:
            why = "bad-quote"
        taken = first_line(data, at) if why else record
        yield line, at, without_line_end(taken) if why else raw, why
        at += len(taken)
        line += taken.count(b"\n")


def read_csv(data, delimiter=b",", longest=1 << 20):
    """The rows behind the header."""
    columns, rows = None, []
    for line, offset, raw, why in records(data, delimiter, longest):
        fields, bad = fields_of(raw, delimiter)
        blank = not why and is_text(raw) and not any(field.decode().strip() for field in fields)
        if columns is None:
            if not blank:
                columns = [field.decode() for field in fields]
            continue
        whole = len(fields) if bad is None else bad
        if why:
            whole = min(whole, len(fields) - 1)
        values = {column: field.decode() for column, field in zip(columns, fields[:whole]) if is_text(field)}
        if why:
            fate = why
        elif not is_text(raw):
            fate = "bad-encoding"
        elif bad is not None:
            fate = "bad-quote"
        elif blank:
            fate = "skipped"
        elif len(fields) > len(columns):
            fate = "too-wide"
        else:
            fate = fate_of(values)
        rows.append(Row(len(rows), line, offset, raw, fate, values.get(KEY, ""), values))
    return rows


def fate_of(values):
    """What becomes of a lead whose record was read."""
    if not values.get(KEY, "").strip():
        return "blank-key"
    return "rendered" if values.get(CITY, "").strip() else "unresolved-variable"


# ── NDJSON

def read_ndjson(data, longest=1 << 20):
    """A row for each line."""
    rows, line, at = [], 1, len(BOM) if data.startswith(BOM) else 0
    while at < len(data):
        whole = first_line(data, at)
        raw = without_line_end(whole)
        fate, values = fate_of_line(raw, longest)
        rows.append(Row(len(rows), line, at, raw, fate, values.get(KEY, ""), values))
        at += len(whole)
        line += 1
    return rows


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def fate_of_line(raw, longest):
    """(what becomes of a line, the values that were read of it)."""
    if len(raw) > longest:
        return "too-long", {}
    if not is_text(raw):
        return "bad-encoding", {}
    if not raw.decode().strip():
        return "skipped", {}
    try:
        lead = json.loads(raw.decode(), parse_int=str, parse_float=str, parse_constant=no_constant)
    except ValueError:
        return "bad-json", {}
    if not isinstance(lead, dict):
        return "bad-json", {}
    data = lead.get("data")
    found = {**lead, **(data if isinstance(data, dict) else {})}
    values = {}
    for name in (KEY, NAME, CITY):
        value = found.get(name)
        if isinstance(value, (dict, list)):
            return ("bad-value", values)
        values[name] = {None: "", True: "true", False: "false"}.get(value, value)
        if name == KEY and not values[KEY].strip():
            return "blank-key", {}
    return fate_of(values), values


# ── what the command must write

def expected_messages(rows):
    """(lead, step, after, text) of every message; the greeting, which is picked, reads *."""
    for row in rows:
        if row.fate == "rendered":
            yield row.key, 0, 0, "* to " + (row.values.get(NAME, "").strip() or "you")
            yield row.key, 2, 60, "How is " + row.values[CITY].strip()


def found_messages(lines, greetings):
    """The same of what was written."""
    for line in lines:
        text = line["text"]
        for greeting in greetings:
            if line["step"] == 0 and text.startswith(greeting + " to "):
                text = "*" + text[len(greeting):]
                break
        yield line["lead"], line["step"], line["after"], text


def expected_rejects(rows, longest=1 << 20):
    """(row, line, offset, lead, code, raw) of every reject."""
    for row in rows:
        if row.fate not in ("rendered", "skipped"):
            yield row.row, row.line, row.offset, row.key, row.fate, row.raw[:min(longest, 4096)]


def found_rejects(lines, longest=1 << 20):
    """The same of what was written."""
    for line in lines:
        raw = base64.b64decode(line["raw_base64"]) if "raw_base64" in line else line["raw"].encode()
        yield line["row"], line["line"], line["offset"], line["lead"], line["code"], raw[:min(longest, 4096)]
