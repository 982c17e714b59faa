// Command main renders the message for every lead of a CSV file, by encoding/csv and fasttemplate: main LEADS
package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/valyala/fasttemplate"
)

const line = `{"lead":"{{lead}}","step":0,"after":0,"text":"Hi {{first-name}}, saw your work at {{company}}` +
	` — would love to connect. Open to a quick chat?"}` + "\n"

// escape writes text as it stands between the quotes of a JSON string. encoding/json would escape U+2028, too.
var escape = func() *strings.Replacer {
	pairs := []string{`"`, `\"`, `\`, `\\`, "\b", `\b`, "\f", `\f`, "\n", `\n`, "\r", `\r`, "\t", `\t`}
	for c := rune(0); c < ' '; c++ {
		pairs = append(pairs, string(c), fmt.Sprintf(`\u%04x`, c)) // of two for one byte, the first counts
	}
	return strings.NewReplacer(pairs...)
}()

// value is the field as it is inserted, or the fallback.
func value(field, fallback string) string {
	if strings.IndexFunc(field, visible) < 0 {
		return fallback
	}
	return strings.TrimSpace(field)
}

func render(leads *csv.Reader, out io.Writer) error {
	header, err := leads.Read()
	if err != nil {
		return err
	}
	key := slices.Index(header, "id")
	firstName := slices.Index(header, "first-name")
	company := slices.Index(header, "custom_q5cktl47a6pqa74eu06fz89v")
	message := fasttemplate.New(line, "{{", "}}")

	leads.ReuseRecord = true
	for {
		lead, err := leads.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = message.ExecuteFunc(out, func(w io.Writer, tag string) (int, error) {
			switch tag {
			case "lead":
				return escape.WriteString(w, lead[key])
			case "first-name":
				return escape.WriteString(w, value(lead[firstName], "there"))
			default:
				return escape.WriteString(w, value(lead[company], "your company"))
			}
		})
		if err != nil {
			return err
		}
	}
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	if err := render(csv.NewReader(bufio.NewReaderSize(file, 1<<16)), out); err != nil {
		log.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}
