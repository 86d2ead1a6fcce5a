package export

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"
	"time"

	"obelus/model"
)

// A record is what a mark has that no reader sees: it stands in one HTML
// comment in the mark's footnote. What can be read from the footnote itself is
// not in it.
type record struct {
	ID         model.MarkID  `json:"id"`
	Span       model.Span    `json:"span"`         // bytes of the brief text
	Tokens     []placedToken `json:"at,omitempty"` // bytes of the marked text, and what stands there
	Created    time.Time     `json:"created"`
	Updated    time.Time     `json:"updated"`
	References int           `json:"refs,omitempty"`     // lines of references, below the comment
	Brief      model.BriefID `json:"brief,omitempty"`    // where it is not the export's own
	Revision   model.Hash    `json:"revision,omitempty"` // likewise
	Quote      *quote        `json:"quote,omitempty"`    // where the text at Span does not give it
	Exact      *exact        `json:"exact,omitempty"`
	Left       model.Hash    `json:"left,omitempty"`
	Extra      string        `json:"extra,omitempty"`
	Was        *base         `json:"was,omitempty"` // where it was confirmed last, for one that was found and not confirmed

	Words wordsSum       `json:"words,omitzero"`  // of the words at Span
	Loose bool           `json:"loose,omitempty"` // its signs do not stand around just its words
	Sums  map[string]sum `json:"sum,omitempty"`   // of what the footnote shows, by field
}

// label is the one that a mark's letter in the text names; "" for none.
func (r record) label() string {
	for _, t := range r.Tokens {
		if label := labelIn(strings.TrimSpace(t.Text)); label != "" {
			return label
		}
	}
	return ""
}

// A base is where a mark was confirmed last. Its quote is left out where it is
// that of where the mark was found.
type base struct {
	Revision model.Hash `json:"revision"`
	Span     model.Span `json:"span"`
	Quote    *quote     `json:"quote,omitempty"`
}

// A quote is a model.Quote.
type quote struct {
	Text   string `json:"text"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

func quoteOf(q model.Quote) *quote {
	own := quote(q)
	return &own
}

// Exact holds what the footnote cannot show as it is: details that do not fit
// the tag, white space, controls.
type exact struct {
	Details *model.Details `json:"details,omitempty"`
	Analyst *model.Analyst `json:"analyst,omitempty"`
}

// A placedToken is a token at its offset in the marked text; in JSON a pair.
type placedToken struct {
	At   int
	Text string
}

// MarshalJSON writes [at, text].
func (t placedToken) MarshalJSON() ([]byte, error) { return json.Marshal([]any{t.At, t.Text}) }

// UnmarshalJSON reads [at, text].
func (t *placedToken) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&t.At, &t.Text})
}

// A header is what the comment before the marked text tells of it.
type header struct {
	Version  int           `json:"v"`
	Brief    model.BriefID `json:"id"`
	Revision model.Hash    `json:"sha256"` // of the brief text
	Front    int           `json:"front"`  // bytes of front matter, which stands at the top of the file
	Body     int           `json:"bytes"`  // of the marked text, from the line after the next one on
	Marks    MarksStyle    `json:"marks,omitempty"`
	Closer   string        `json:"closer,omitempty"` // what stands behind the marked text to end its last block
	Blanks   *blanks       `json:"blanks,omitempty"` // white space at the ends of lines, which editors take away
	Own      []string      `json:"own,omitempty"`    // what looks like our labels and is the brief's own
	About    *about        `json:"about,omitempty"`
}

// An about is what is known of the brief and its text does not say.
type about struct {
	Titled bool `json:"titled,omitempty"` // somebody gave the title
	model.Particulars
}

// version is the version of the file's form.
const version = 1

// The heads of our HTML comments. A line that begins with one is never of the
// brief's making outside the marked text, whose length the first one tells.
const (
	briefHead = "<!-- obelus:brief "
	markHead  = "<!-- obelus:mark "
	commentOK = " -->"
	endLine   = "<!-- obelus:end -->"
	divider   = "<!-- -->" // between a list of references and a note that begins with a list
)

// comment is an HTML comment with value as JSON, on one line, in which neither
// "--" nor ">" can stand.
func comment(head string, value any) (string, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return "", err
	}
	return head + strings.ReplaceAll(string(data), "--", `-\u002d`) + commentOK, nil
}

// sealed is comment with a checksum behind the value: what of two records a
// damage made one of belongs to no mark.
func sealed(head string, value any) (string, error) {
	text, err := comment(head, value)
	if err != nil {
		return "", err
	}
	data := strings.TrimSuffix(text[len(head):], commentOK)
	return head + data + " " + checksum(data) + commentOK, nil
}

func checksum(data string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(data))) }

// unseal reads a line that sealed wrote; ok is false for any other.
func unseal(line, head string, value any) (ok bool) {
	line, found := strings.CutSuffix(line, commentOK)
	at := strings.LastIndexByte(line, ' ')
	if !found || at < len(head) || checksum(line[len(head):at]) != line[at+1:] {
		return false
	}
	return uncomment(line[:at]+commentOK, head, value)
}

// uncomment reads a line that comment wrote; ok is false for any other.
func uncomment(line, head string, value any) (ok bool) {
	data, found := strings.CutPrefix(line, head)
	if !found {
		return false
	}
	data, found = strings.CutSuffix(data, commentOK)
	return found && json.Unmarshal([]byte(data), value) == nil
}
