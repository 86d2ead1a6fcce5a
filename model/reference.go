package model

import (
	"errors"
	"regexp"
	"strings"
	"sync"
)

// ErrEmptyReference is returned for a reference that names nothing.
var ErrEmptyReference = errors.New("a reference needs a title or an address: write TITLE <URL> DATE LOCATOR")

// ParseReference reads "TITLE <URL> DATE LOCATOR", of which every part may be
// left out: "UN S/2023/36 <https://undocs.org/s/2023/36> 16 Jan 2023 para 12".
// What follows the address is the date as far as it reads like one (a day, a
// month, a year), and the locator from there on. Without an address in angle
// brackets a lone http or https address is one, and everything else is title.
func ParseReference(text string) (Reference, error) {
	text = strings.TrimSpace(text)
	title, rest, angled := strings.Cut(text, "<")
	url, after, closed := strings.Cut(rest, ">")
	var r Reference
	switch {
	case angled && closed:
		r.Title, r.URL = strings.TrimSpace(title), strings.TrimSpace(url)
		r.Date, r.Locator = cutDate(after)
	case isAddress(text):
		r.URL = text
	default:
		r.Title = text
	}
	if r.Title == "" && r.URL == "" {
		return Reference{}, ErrEmptyReference
	}
	return r, nil
}

// String is the reference as ParseReference reads it, without its origin.
func (r Reference) String() string {
	parts := make([]string, 0, 4)
	for _, part := range []string{r.Title, r.angled(), r.Date, r.Locator} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// angled is the address in its brackets; empty ones keep a date or a locator
// apart from the title.
func (r Reference) angled() string {
	if r.URL == "" && r.Date == "" && r.Locator == "" {
		return ""
	}
	return "<" + r.URL + ">"
}

func isAddress(text string) bool {
	return (strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")) && !strings.ContainsAny(text, " \t\n")
}

// dateHead matches a date at the head of a text: ISO 8601 days and months,
// days of digits with dots or strokes, days before or after a month's name,
// and lone months and years. The year is optional only beside a day. It is
// compiled when a reference is first read: every start of the program would
// wait for it else.
var dateHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join([]string{
		`\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?`,
		`\d{1,2}[./]\d{1,2}[./]\d{2,4}`,
		`\d{1,2}(?:st|nd|rd|th)? ` + monthName + `(?:,? \d{4})?`,
		monthName + ` \d{1,2}(?:st|nd|rd|th)?(?:, ?\d{4}| \d{4})?`,
		monthName + `,? \d{4}`,
		`\d{4}`,
	}, `|`) + `)(?:[ ,;]|$)`)
})

const monthName = `(?i:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)`

// cutDate splits "DATE LOCATOR"; without a date all of it is locator.
func cutDate(text string) (date, locator string) {
	text = strings.TrimSpace(text)
	head := dateHead().FindString(text)
	date = strings.TrimRight(head, " ,;")
	return date, strings.TrimSpace(text[len(head):])
}
