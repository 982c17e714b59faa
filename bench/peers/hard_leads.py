"""hard_leads: a few leads whose values trimming, blank checks, templates, CSV readers or JSON writers get wrong."""

VALUES = [
    "\u200b", "\u2800", "\u3164\u00ad",                             # blank, though not white space
    "\ufeff x \u2003", "\x85é\x85", "\u2028x\u2029",                # some trim too little, others too much
    "\x1c y \x1f", "a\tb\x01\b\f\x1f\x7f", "x\u2028y", "a\rb",      # JSON has escapes for some of them
    "</script>&'`", "\\u0026 \\n", "{{x}}", "$1 \\1 & %s %", "🚀",  # means something elsewhere
    "0x1F", "007", "1e5", "true", "N/A", "(error)", "-",            # looks like something else
]


def records():
    """The leads as CSV records, with the columns of make_leads.py."""
    quoted = ['"' + value.replace('"', '""') + '"' for value in VALUES]
    for number, (first_name, company) in enumerate(zip(quoted, reversed(quoted))):
        yield f'"hard ""{number}""",{first_name},,,{company},\n'
