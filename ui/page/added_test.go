package page

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	glamourstyles "charm.land/glamour/v2/styles"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// What the page adds stands for nothing of the brief, and every letter beside
// it for bytes of its own.
func TestWhatThePageAddsMapsToNothing(t *testing.T) {
	own := theme.New(theme.Dark, false)
	dark := own.Styled(glamourstyles.DarkStyleConfig)
	for _, tt := range []struct {
		name, text string
		theme      theme.Theme
		width      int
		added      string // what is not white space, in the page's order
		words      string // the brief's letters, in its own
	}{
		{"bullets", "- one\n- two\n  - three\n", own, 40, "•••", "onetwothree"},
		{"numbers", "9. nine\n10. ten\n", own, 40, "9.10.", "nineten"},
		{"task boxes", "- [x] done\n- [ ] open\n", own, 40, "[✓][]", "doneopen"},
		{"a rule", "one\n\n---\n\ntwo\n", own, 40, "────────", "onetwo"},
		{"quotes' bars", "> one\n>\n> > two\n", own, 40, "││││", "onetwo"},
		{"a table's frame", "| a | b |\n|---|---|\n| c | d |\n", own, 40, "│──┼──│", "abcd"},
		{"records' labels", "| alpha | beta | gamma |\n|---|---|---|\n| " + strings.Repeat("one ", 9) + "| two | three |\n", own, 12,
			"··alp…betagam…", "alphabetagamma" + strings.Repeat("one", 9) + "twothree"},
		{"a link's target", "[words](https://example.org/where \"a title\")\n", own, 40, "", "words"},
		{"an image's sign", "![words](x.png) ![](y.png)\n", own, 40, "▣▣", "words"},
		{"Image:", "![words](x.png)\n", dark, 40, "Image:", "words"},
		{"footnotes' names", "Words[^a] go.\n\n[^a]: A note.\n", own, 40, "[a][a]", "Wordsgo.Anote."},
		{"a style's prefixes", "# One\n\n## Two\n\n`code`\n", dark, 40, "##", "OneTwocode"},
		{"a code block's margin", "```go\nx := 1\n```\n", own, 40, "", "x:=1"},
		{"HTML", "<b title=\"no\">one</b> <!-- no --> two\n", own, 40, "", "onetwo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newTestPage(markdown.New(tt.text), tt.theme, tt.width)
			var added strings.Builder
			var letters []Cell
			for i := range p.Blocks() {
				for _, row := range p.Lay(i).Rows {
					for _, c := range row.Cells {
						switch source := c.Source(); {
						case source.Start == -1 && source.End == -1:
							added.WriteString(c.Text)
						case source.Start < 0 || source.Empty() || source.End > len(tt.text):
							t.Errorf("%q has the source %v", c.Text, source)
						default:
							letters = append(letters, c)
						}
					}
				}
			}
			slices.SortStableFunc(letters, func(a, b Cell) int { return int(a.from - b.from) })
			if got := withoutSpaces(added.String()); got != tt.added {
				t.Errorf("the page adds %q, want %q", got, tt.added)
			}
			if got := withoutSpaces(textOf(Row{Cells: letters})); got != tt.words {
				t.Errorf("the letters that have a source are %q, want %q", got, tt.words)
			}
			if got := strings.Join(lines(p), " "); strings.Contains(got, "example.org") || strings.Contains(got, ".png") {
				t.Errorf("a target is on the page: %q", got)
			}
			wantAudit(t, p)
			wantMap(t, p, 1)
		})
	}
}

func withoutSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// A block whose parser failed says so on the page.
func TestAParserThatFailedIsNoted(t *testing.T) {
	p := newPage("Words that *stand* here.\n", 40)
	b := *p.doc.Block(0)
	pc := p.pieces.get(p.doc, 0)
	if l := p.layout(pc, &b); l.Note != "" {
		t.Errorf("a block that was parsed has the note %q", l.Note)
	}
	b.Plain = true
	if l := p.layout(pc, &b); !strings.Contains(l.Note, "could not be parsed") || !l.Ready || textOf(l.Rows[0]) != "Words that stand here." {
		t.Errorf("note %q, ready %v, %q", l.Note, l.Ready, textOf(l.Rows[0]))
	}
}
