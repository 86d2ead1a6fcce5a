package export

import (
	"fmt"
	"io"
	"reflect"
	"strings"
)

// A Text is words of a brief or an analyst. However a template prints it, it is
// Markdown that shows exactly these words, on one line, with controls
// neutralised.
type Text string

// Format implements fmt.Formatter, whatever the verb.
func (t Text) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, head(string(t))) }

// safe is Markdown that a function of ours made.
type safe string

// maxPrinted bounds what one call of a function may give, in bytes.
const maxPrinted = 64 << 10

// functions are what templates can call besides text/template's own, and
// instead of those that could give any amount. What each gives is paid for.
func (f *fuel) functions() map[string]any {
	printed := func(print func(args ...any) string) func(args ...any) (string, error) {
		return func(args ...any) (string, error) {
			text := print(args...)
			return text, f.pay(len(text))
		}
	}
	made := func(text string) (safe, error) { return safe(text), f.pay(len(text)) }
	return map[string]any{
		fuelName:  f.burn,
		"print":   printed(fmt.Sprint),
		"println": printed(fmt.Sprintln),
		"printf": func(format string, args ...any) (string, error) {
			if len(format) > maxFormat {
				return "", fmt.Errorf("a format may have %d bytes", maxFormat)
			}
			return printed(func(args ...any) string { return fmt.Sprintf(format, args...) })(args...)
		},
		"html": noFunction("html"), "js": noFunction("js"), "urlquery": noFunction("urlquery"), "call": noFunction("call"),
		"excerpt": func(n int, text Text) (safe, error) { return made(excerpt(string(text), min(max(n, 1), maxExcerpt))) },
		"link":    func(title, url Text) (safe, error) { return made(linkOf(title, url)) },
		"quoted":  func(note Text) (safe, error) { return made(quoted(note)) },
		"count":   func(n int, noun string) (safe, error) { return made(count(n, noun)) },
		"labels":  func(claims []Claim) (safe, error) { return made(labelsIn(claims)) },
		"join":    func(between string, list any) (safe, error) { return f.join(between, list) },
	}
}

// Bounds of what a function is given.
const (
	maxFormat  = 200
	maxExcerpt = 2000
)

func noFunction(name string) func(...any) (string, error) {
	return func(...any) (string, error) {
		return "", fmt.Errorf("templates of briefs have no function %s: print what you want as it is, it is Markdown already", name)
	}
}

// linkOf is title, linked to url where that leads to the web or a mailbox; a
// link without a title shows its address.
func linkOf(title, url Text) string {
	switch {
	case !opens(string(url)) && title == "":
		return head(string(url))
	case !opens(string(url)):
		return head(string(title))
	case title == "":
		return "<" + string(url) + ">"
	}
	return "[" + head(string(title)) + "](<" + string(url) + ">)"
}

// quoted is a note as the Markdown that it is, as a quotation, which ends
// whatever the note leaves open.
func quoted(note Text) string {
	lines := noteLines(string(note))
	for i, l := range lines {
		lines[i] = strings.TrimRight("> "+l, " ")
	}
	return strings.Join(lines, "\n")
}

// labelsIn lists the labels of claims.
func labelsIn(claims []Claim) string {
	list := make([]string, 0, len(claims))
	for _, c := range claims {
		list = append(list, head(string(c.Label)))
	}
	return strings.Join(list, ", ")
}

// join lists what a list of texts holds, with between in between.
func (f *fuel) join(between string, list any) (safe, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice {
		return "", fmt.Errorf("join takes a list, not %T", list)
	}
	var b strings.Builder
	for i := range v.Len() {
		if i > 0 {
			b.WriteString(between)
		}
		fmt.Fprint(&b, v.Index(i).Interface())
		if b.Len() > maxPrinted {
			break
		}
	}
	return safe(b.String()), f.pay(b.Len())
}
