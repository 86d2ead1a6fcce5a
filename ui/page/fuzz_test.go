package page

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// FuzzPage holds what must be true of every page of any text.
func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		"# Head &amp; *more*\n\nText[^1] with `code` and <b>html</b>.\n\n[^1]: A note.\n",
		"| a | b |\n|:-:|--:|\n| \\| c | `d|e` |\n| 日本 | [x](http://e) |\n",
		"> - 1. > * deep\n>   text\n",
		"- [x] a\n- [ ] b\n\n  c\n",
		"```go\n\tx := `y`\n```\n\n    indented\n",
		"<div>\n&#27;[31m\n</div>\n",
		"a\x1b]8;;http://evil\x07b\x00\u202ec\n",
		"![alt *text*](x.png) ~~gone **x**~~ https://example.org\\\nnext  \nlast",
		"1️⃣ 👩‍👩‍👧 e\u0301 \u200b\u00ad שלום مرحبا नमस्ते\n",
		"***a** b* __c__ \\* &copy; &#0; &nbsp;x\n",
		"Term\n===\n\n---\n\n[ref]\n\n[ref]: http://example.org\n",
		strings.Repeat("> ", 40) + "x",
		"|" + strings.Repeat("a|", 60) + "\n|" + strings.Repeat("-|", 60) + "\n",
		"\u20050000000\ufffd00\u3000日本",
		"|:- |--: \n12345678 \n",
		"---\ntitle: x\n---\n\ny[^a][^a]\n\n[^a]:\n",
		"x[^1]\n\n[^1]:A not e.",
		"\v\u20e3",
		"e\ufffd\u2000\u00ad",
		"000\ufffd00\u3000\u0617\ufffd",
		"x[^a-name]\n\n[^a-name]: Words enough for several rows of a narrow page, and of one that is not.\n",
	} {
		for _, width := range []uint8{8, 10, 23, 80} {
			f.Add(seed, width)
		}
	}
	f.Fuzz(func(t *testing.T, text string, width uint8) {
		if len(text) > 20_000 {
			t.Skip("larger than what a fuzzer gets through")
		}
		p := newPage(normal(text), int(width))
		for i := range p.Blocks() {
			checkStandin(t, p, i)
		}
		wantAudit(t, p)
		for i := range p.Blocks() {
			for _, row := range p.Peek(i).Rows {
				p.Paint(row, []Highlight{{Span: row.Span, Look: p.theme.Cursor}}, 0)
			}
		}
		for offset := 0; offset <= len(text); offset += 1 + len(text)/50 {
			pos, col, _ := p.Locate(offset)
			p.Offset(pos, col)
			p.Move(pos, offset-20)
		}
	})
}

// checkStandin holds a stand-in to its own source.
func checkStandin(t *testing.T, p *Page, i int) {
	t.Helper()
	for _, row := range p.Peek(i).Rows {
		if w := widthOf(row.Cells); w > p.width {
			t.Errorf("a stand-in of %d cells on a page of %d", w, p.width)
		}
		for _, c := range row.Cells {
			source := p.doc.Text()[c.Source().Start:c.Source().End]
			if !strings.Contains(shownEach(source), c.Text) && !c.blank() {
				t.Errorf("stand-in %q for %q", c.Text, source)
			}
		}
	}
}

// shownEach is what text's graphemes show, each by itself: a sign that has no
// width of its own shares a cell with the letter before it.
func shownEach(text string) string {
	var b strings.Builder
	for clusters := graphemes.FromString(text); clusters.Next(); {
		b.WriteString(shown(clusters.Value()))
	}
	return b.String()
}
