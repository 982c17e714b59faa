"""lists.py: small lead lists in which every row is a trap for whoever cuts a list into chunks.

Delimited lists are written with | for the delimiter; delimited(LIST, ",") makes bytes of one.
"""


def delimited(lines, delimiter):
    return "".join(lines).replace("|", delimiter).encode()


# Every fate that a row can have, every way a record can end, and records that look like others.
EVERYTHING = [
    "id|name|city|note\n",
    "1|Anna|Rome|\n",
    '2|"Ben ""B."" B."|Oslo|"two\nlines"\r\n',
    "3|Zoë|Łódź|ok\r\n",
    "|Carl|Bonn|blank key\n",
    "4|Dora|Bern|x|too wide\n",
    '5|"El"la|Kyiv|text behind the quote\n',
    "\n",
    "\r\n",
    "|||\n",
    '""|" "|""|"\n"\n',
    "6|Finn\n",  # short, and without a city
    "7|Gus|Nice\n",  # short
    '8|He"y|Lyon|a 5" disk and a 3" one\n',  # quotes that are data
    # Opens in one chunk and closes three later or more, for chunks of up to 80 bytes; what it holds looks like rows.
    '9|"Ida\n90|Nobody|Nowhere|x\n91|""Nobody""|Nowhere|\r\n\n|||\n92|Nobody|""|"|Paris|"and once more\n'
    '93|Nobody|Nowhere|x\n94|Nobody|Nowhere|x\n95|Nobody|Nowhere|x\n96|""|""|x\n97|Nobody|Nowhere|x\n'
    '98|Nobody|Nowhere|x\n99|Nobody|Nowhere|x"\n',
    '10|"\n\n\n\n"|Ulm|" \r\n "\n',  # a name that is blank
    "11|美咲|Ōsaka|" + "a record larger than many chunks " * 8 + "\n",
    '12|"|"|"Aix|""|""en|Provence"|"|"\r\n',  # delimiters, quoted
    '13|"""|"""|""""|"""\n"""\n',  # nothing but quotes
    '14|Jo"|"\n"|x\n',  # a city that is blank
    '|"Kai\nKai"|"Bonn"|blank key and quoted line breaks\n',
    '15|"Lea\nLea"|Graz|"x\ny"|too wide and with quoted line breaks\n',
    '16|"Mia\nMia"x|Linz|text behind a quote with line breaks\n',
    '17|"Nia"|"Gent" |x\n',
    "\r18|Ole|Bari|a carriage \r return that is data\r\r\n",
    " \n",
    "19|Pia|Como|\r\n",
    '20|"Quin"|"Faro"|"no line end"',
]

# For --max-record LONGEST: records that are given up, so that reading resumes on their second line.
LONGEST = 40
OPEN_QUOTES = [
    "id|name|city|note\n",
    "1|Anna|Rome|\n",
    '2|"never closed|Oslo|x\n',
    "3|Carl|Bonn|y\n",
    "4|Dora|Bern|\r\n",
    '5|""|Kyiv|""\n',
    "6|Finn|Bari|" + "-" * (LONGEST - 12) + "\n",  # as long as may be
    "7|Gus|Nice|" + "-" * (LONGEST - 11) + "\r\n",
    "8|He|Lyon|" + "-" * (LONGEST - 10) + ".\n",  # longer by one
    "9|Ida|Ulm|" + "-" * (LONGEST - 10) + ".\r\n",
    "10|Jo|Graz|" + "- " * 100 + "\n",
    '11|"quoted lines\n11a|that together\n11b|are longer|Gent\n11c|than|a record|may be\n11d|x"|Linz|x\n',
    '12|"Kim\nKim\nKim\nKim\n\n\nKim"|Como|x\n',
    '13|"Lea|Faro|x\n' * 3,
    '14|"Mia ""Mia"" Mia|Genk|x\r\n',
    "|||\n",
    '15|"' + "Nia " * 50 + "|Mons|x\n",
    "16|Ole|Bari|x\n",
    '17|"open at the end|Bari|x\n',
    "18|Pia|Como|y\n",
    '19|"|"',
]

NDJSON = "".join([
    '{"id":"1","name":"Anna","city":"Rome"}\n',
    '{"id":2,"name":"Ben \\"B.\\"","city":"Os\\nlo"}\r\n',
    '{"data":{"id":"3","name":"Zoë","city":"Łódź"},"id":"not this","name":null}\n',
    '{"id":"","name":"Carl","city":"Bonn"}\n',
    '{"id":null,"city":"Bonn"}\n',
    '{"name":"nobody"}\n',
    "\n",
    "  \r\n",
    '{"id":"4","name":["Dora"],"city":"Bern"}\n',
    '{"id":"5","name":"Ella","city":"Kyiv"} and more\n',
    '["6"]\n',
    "{\n",
    '"}{"\n',
    '{"id":"7","name":"Gus"}\n',
    '{"id":"8","name":true,"city":1.50e3,"note":{"id":"9","deep":[{"a":"}\\n{"}]}}\n',
    '{"id":"9","name":"\\ud83d\\ude80","city":"🚀' + " far away" * 40 + '"}\n',
    '{"id":"10","name":"\\n\\n","city":"Ulm"}\r\n',
    '{"id":"11","city":"Graz"\n',
    ',"name":"Ida"}\n',
    '{"id":"12","name":"no line end","city":"Faro"}',
]).encode()
