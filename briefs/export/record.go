package export

import (
	"encoding/json"
	"strings"
	"time"

	"obelus/model"
)

// A record is what a mark has that no reader sees: it stands in one HTML
// comment in the mark's footnote. What can be read from the footnote itself is
// not in it.
type record struct {
	ID       model.MarkID  `json:"id"`
	Span     model.Span    `json:"span"`         // bytes of the brief text
	Tokens   []placedToken `json:"at,omitempty"` // bytes of the marked text, and what stands there
	Created  time.Time     `json:"created"`
	Updated  time.Time     `json:"updated"`
	Notes    int           `json:"note,omitempty"`     // lines of the note, below the comment
	Brief    model.BriefID `json:"brief,omitempty"`    // where it is not the export's own
	Revision model.Hash    `json:"revision,omitempty"` // likewise
	Quote    *quote        `json:"quote,omitempty"`    // where the text at Span does not give it
	Exact    *exact        `json:"exact,omitempty"`
}

// A quote is a model.Quote.
type quote struct {
	Text   string `json:"text"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

func quoteOf(m model.Mark) *quote {
	q := quote(m.Quote)
	return &q
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

// uncomment reads a line that comment wrote; ok is false for any other.
func uncomment(line, head string, value any) (ok bool) {
	data, found := strings.CutPrefix(line, head)
	if !found {
		return false
	}
	data, found = strings.CutSuffix(data, commentOK)
	return found && json.Unmarshal([]byte(data), value) == nil
}
