package export

import (
	"html"
	"regexp"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"obelus/model"
)

// special are the letters that could begin or end markup anywhere in a line,
// for CommonMark, GFM or pandoc.
const special = "\\`*_[]<>|~$^"

// plain is text as Markdown that shows exactly it, on one line, whatever it
// holds: nothing in it can open or close markup, a table's cell or a comment.
// Controls are neutralised and white space is folded.
func plain(text string) string {
	text = model.CleanLine(text)
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == separatorRune:
			b.WriteString("&#183;") // between two details it has a meaning
		case r == '&' && entity.MatchString(text[i:]):
			b.WriteString("\\&")
		case r == ':' && strings.HasPrefix(text[i+1:], "//"), r == '.' && strings.HasSuffix(text[:i], "www"):
			b.WriteByte('\\') // GFM would make a link of it
			b.WriteRune(r)
		case r == '=' && strings.HasPrefix(text[i+1:], "="):
			b.WriteString("\\=")
		case r < 0x80 && strings.IndexByte(special, byte(r)) >= 0:
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// entity matches what Markdown would decode (CommonMark 0.31, 2.5).
var entity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

// head is plain for what begins a line: nor can it open a block.
func head(text string) string {
	escaped := plain(text)
	if m := opensBlock.FindStringIndex(escaped); m != nil {
		at := m[1] - 1
		escaped = escaped[:at] + "\\" + escaped[at:]
	}
	return escaped
}

// opensBlock matches a heading, list or rule; its last letter is to be escaped.
var opensBlock = regexp.MustCompile(`^(?:[0-9]{1,9}[.)]|[-+#=:])`)

// unplain gives back what plain was given, but for what it folded or
// neutralised.
func unplain(escaped string) string {
	var b strings.Builder
	for i := 0; i < len(escaped); i++ {
		c := escaped[i]
		switch {
		case c == '\\' && i+1 < len(escaped):
			i++
			b.WriteByte(escaped[i])
		case c == '&':
			if m := entity.FindString(escaped[i:]); m != "" {
				b.WriteString(html.UnescapeString(m))
				i += len(m) - 1
				continue
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// excerpt is the beginning of text on one line, at most n graphemes, between
// quotation marks.
func excerpt(text string, n int) string { return "“" + plain(headOf(text, n)) + "”" }

// headOf is the beginning of text on one line, at most n graphemes.
func headOf(text string, n int) string {
	head := text
	if limit := 64 * n; len(head) > limit { // however long, only its head is looked at
		head = strings.ToValidUTF8(head[:limit], "")
	}
	short := shorten(model.CleanLine(head), n)
	if len(head) < len(text) && !strings.HasSuffix(short, "…") {
		short += "…"
	}
	return short
}

// shorten cuts text to at most n graphemes, behind a word where there is one
// near, and says so with an ellipsis.
func shorten(text string, n int) string {
	seg := graphemes.FromString(text)
	count, cut := 0, 0
	for seg.Next() {
		if count++; count == n {
			cut = seg.Start()
		}
	}
	if count <= n {
		return text
	}
	short := text[:cut]
	if space := strings.LastIndexByte(short, ' '); space > len(short)*2/3 {
		short = short[:space]
	}
	return strings.TrimRight(short, " ,;:،؛、，；：") + "…"
}
