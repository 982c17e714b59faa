"""many_rows.py: a list of any number of rows and what must be rendered of it, block by block, as fast as they can be
written; the list of TOTAL rows is written to standard output by  many_rows.py TOTAL.

A block is a thousand rows, whose keys begin with its number: most are rendered, two are rejected, three are skipped.
Whoever compares the output block by block has checked the count, the order and every byte.
"""
import json
import sys

BLOCK = 1000
RENDERED, REJECTED, SKIPPED = 995, 2, 3  # of each block
HEADER = b"id,name\n"
NUMBER = b"#######"  # the place of a block's number
SEQUENCE = [{"type": "message", "data": {"segments": [
    {"type": "static", "text": "Hi "}, {"type": "variable", "name": "name", "fallback": "you"}]}}]


def of_row(place):
    """(the leads' row, the line that is rendered of it) at this place of a block."""
    if place in (7, 500, 998):
        return (b"\n", b"")
    if place in (0, 700):
        return (NUMBER + b"%03d,too,wide\n" % place, b"")
    name, shown = (b"", b"you") if place % 100 == 9 else (b'"A\nB"', b"A\\nB") if place % 100 == 19 else (b"Al", b"Al")
    key = NUMBER + b"%03d" % place
    return (key + b"," + name + b"\n", b'{"lead":"' + key + b'","step":0,"after":0,"text":"Hi ' + shown + b'"}\n')


LEADS, MESSAGES = (b"".join(parts) for parts in zip(*map(of_row, range(BLOCK))))


def leads(block):
    return LEADS.replace(NUMBER, b"%07d" % block)


def messages(block):
    return MESSAGES.replace(NUMBER, b"%07d" % block)


def write_sequence(place):
    (place / "many.json").write_text(json.dumps(SEQUENCE), encoding="utf-8")


def main():
    sys.stdout.buffer.write(HEADER)
    for block in range(int(sys.argv[1]) // BLOCK):
        sys.stdout.buffer.write(leads(block))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.stderr.close()  # whoever read has enough, and Python need not say so
