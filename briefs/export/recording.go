package export

import (
	"iter"
	"regexp"
	"strings"

	"obelus/model"
)

// record is what of m no reader sees. hash is that of the text that m is shown
// on, q what that says at its span, tokens are what was put into it for m.
func (a Annotated) record(m model.Mark, hash model.Hash, q model.Quote, tokens []insertion) record {
	r := record{ID: m.ID, Span: m.Span, Created: m.Created, Updated: m.Updated, Left: m.Left, Extra: m.Extra}
	for _, in := range tokens {
		r.Tokens = append(r.Tokens, placedToken{in.at, in.token.text})
	}
	if m.Brief != a.Brief.ID {
		r.Brief = m.Brief
	}
	if m.Revision != hash {
		r.Revision = m.Revision
	}
	if m.Quote != q {
		r.Quote = quoteOf(m.Quote)
	}
	r.Words = sumOfWords(q.Text)
	r.Loose = a.loose(m.Span, q.Text, tokens)
	if b, found := a.Bases[m.ID]; found {
		r.Was, r.Left = &base{Revision: b.Revision, Span: b.Span}, b.Left
		if b.Quote != m.Quote {
			r.Was.Quote = quoteOf(b.Quote)
		}
	}
	return r
}

// loose reports whether more or less than words stands between the first and
// the last of tokens: then they do not tell where the words begin and end.
func (a Annotated) loose(span model.Span, words string, tokens []insertion) bool {
	last := len(tokens) - 1
	for last > 0 && !isSign(strings.TrimSpace(tokens[last].token.text)) {
		last--
	}
	if last < 1 || !tokens[0].token.open || !isSign(strings.TrimSpace(tokens[0].token.text)) {
		return true
	}
	between := model.Span{Start: tokens[0].token.at, End: tokens[last].token.at}
	return between != span && oneLine(a.Doc.VisibleOf(between)) != oneLine(words)
}

// aboutOf is what is known of a's brief beyond its text; nil for nothing.
func aboutOf(a Annotated) *about {
	front, b := a.Doc.FrontMatter(), a.Brief
	own := model.Particulars{
		Title: a.Doc.Title(), Outlet: front.Outlet, Author: front.Author, Date: front.Date, URL: front.URL, Handling: front.Handling,
	}
	if p := b.Particulars(); p != own || b.Titled {
		return &about{b.Titled, p}
	}
	return nil
}

// blanks are the lines of a text that end in white space: by that white space,
// how many lines each is after the one before.
type blanks struct {
	Lines int              `json:"lines"` // of the text
	After map[string][]int `json:"after"`
}

// blanksOf finds them in a text with tokens in it; nil for none.
func blanksOf(text string, tokens []token) *blanks {
	c := blankCounter{found: blanks{Lines: 1, After: map[string][]int{}}, last: map[string]int{}}
	from := 0
	for _, t := range tokens {
		c.add(text[from:t.at])
		c.add(t.text)
		from = t.at
	}
	c.add(text[from:])
	c.end()
	if len(c.found.After) == 0 {
		return nil
	}
	return &c.found
}

// A blankCounter goes through a text piece by piece.
type blankCounter struct {
	found blanks
	last  map[string]int
	blank string // that the line ends in so far
}

func (c *blankCounter) add(piece string) {
	for {
		i := strings.IndexByte(piece, '\n')
		line := piece
		if i >= 0 {
			line = piece[:i]
		}
		if bare := strings.TrimRight(line, " \t"); bare != "" {
			c.blank = line[len(bare):]
		} else {
			c.blank += line
		}
		if i < 0 {
			return
		}
		c.end()
		c.found.Lines++
		piece = piece[i+1:]
	}
}

// end notes what the line ends in.
func (c *blankCounter) end() {
	if c.blank != "" {
		c.found.After[c.blank] = append(c.found.After[c.blank], c.found.Lines-c.last[c.blank])
		c.last[c.blank] = c.found.Lines
	}
	c.blank = ""
}

// restore gives the lines of text their ends back, where it has as many lines
// as before.
func (b *blanks) restore(text string) string {
	if b == nil {
		return text
	}
	lines := strings.Split(text, "\n")
	for at, blank := range b.in(lines) {
		lines[at] = strings.TrimRight(lines[at], " \t") + blank
	}
	return strings.Join(lines, "\n")
}

// left reports whether a line of text still ends in its white space: then no
// editor took it away, and where it is not, a person wrote it so.
func (b *blanks) left(text string) bool {
	lines := strings.Split(text, "\n")
	for at, blank := range b.in(lines) {
		if line := lines[at]; line[len(strings.TrimRight(line, " \t")):] == blank {
			return true
		}
	}
	return false
}

// in yields which lines ended in which white space, where no line came or went.
func (b *blanks) in(lines []string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		if b == nil || len(lines) != b.Lines {
			return
		}
		for blank, steps := range b.After {
			at := 0
			for _, step := range steps {
				if at += step; step <= 0 || at > len(lines) || strings.Trim(blank, " \t") != "" {
					break
				}
				if !yield(at-1, blank) {
					return
				}
			}
		}
	}
}

// letterSign matches the letter of a mark with the label of its footnote.
var letterSign = regexp.MustCompile(`\*\*[SAO÷#]\*\*\[\^([saoun][0-9]{1,9}[a-z]{0,6})\]`)

// lookalikes lists the labels in a brief text that look as ours would.
func lookalikes(text string) []string {
	var list []string
	for at := 0; ; {
		i := strings.Index(text[at:], "**[^")
		if i < 0 {
			return list
		}
		from := max(0, at+i-len("**÷"))
		at += i + len("**[^")
		if m := letterSign.FindStringSubmatch(text[from:min(len(text), at+20)]); m != nil {
			list = append(list, m[1])
		}
	}
}
