package model

import (
	"errors"
	"net/url"
	"regexp"
	"strconv"
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

// ReadsAsDate reports whether the whole of text reads like a date, as the one
// in a reference does: a day, a month, a year. A day of figures has to be one
// that can be.
func ReadsAsDate(text string) bool {
	text = strings.TrimSpace(text)
	head := dateHead().FindString(text)
	if strings.TrimRight(head, " ,;") != text || text == "" {
		return false
	}
	figures := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if strings.ContainsFunc(text, func(r rune) bool { return r >= 'A' }) && len(figures) > 0 && len(figures[0]) <= 2 {
		return atMost(figures[0], 31) // "31 January", "January 31"
	}
	switch {
	case len(figures) >= 2 && len(figures[0]) == 4: // ISO 8601
		return atMost(figures[1], 12) && (len(figures) < 3 || atMost(figures[2], 31))
	case len(figures) == 3: // 31.12.2024 and 12/31/2024
		day, month := figures[0], figures[1]
		return atMost(day, 31) && atMost(month, 12) || atMost(day, 12) && atMost(month, 31)
	}
	return true
}

// atMost reports whether figures are a number from 1 to n.
func atMost(figures string, n int) bool {
	v, err := strconv.Atoi(figures)
	return err == nil && v >= 1 && v <= n
}

// Why an address is not one of the web.
var (
	ErrNotWeb = errors.New("begins with neither http:// nor https://")
	ErrNoHost = errors.New("names no host")
	ErrBlank  = errors.New("has a blank in it")
)

// CheckAddress says why text is no address that a browser opens: those are
// http and https, with a host.
func CheckAddress(text string) error {
	if strings.ContainsAny(text, " \t\n") {
		return ErrBlank
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https":
		return ErrNotWeb
	case u.Hostname() == "":
		return ErrNoHost
	}
	return nil
}

// LooksLikeAddress reports whether text was meant as an address, right or not:
// it has a scheme or begins like a host of the web.
func LooksLikeAddress(text string) bool {
	return !strings.ContainsAny(text, " \t\n") && (strings.Contains(text, "://") || strings.HasPrefix(strings.ToLower(text), "www."))
}

// cutDate splits "DATE LOCATOR"; without a date all of it is locator.
func cutDate(text string) (date, locator string) {
	text = strings.TrimSpace(text)
	head := dateHead().FindString(text)
	date = strings.TrimRight(head, " ,;")
	return date, strings.TrimSpace(text[len(head):])
}
