package page

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	gansi "charm.land/glamour/v2/ansi"
	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// sources is what the cells that show text stand for in the brief text.
func sources(p *Page, text string) []string {
	var out []string
	for i := range p.Blocks() {
		for _, row := range p.Lay(i).Rows {
			for _, c := range row.Cells {
				if c.Text == text && c.mapped() {
					out = append(out, p.doc.Text()[c.Source().Start:c.Source().End])
				}
			}
		}
	}
	return out
}

func TestEscapesAndEntitiesAreDecodedOnce(t *testing.T) {
	tests := []struct {
		text, letter, source string
		screen               string
	}{
		{`a \* b`, "*", `\*`, "a * b"},
		{`a &amp; b`, "&", `&amp;`, "a & b"},
		{`a &amp;lt; b`, "&", `&amp;`, "a &lt; b"},
		{`a &amp;#42; b`, "#", `#`, "a &#42; b"},
		{`a \\* b`, `\`, `\\`, `a \* b`},
		{`a \&amp; b`, "&", `\&`, "a &amp; b"},
		{`a &<b>amp;</b> b`, "&", `&`, "a &amp; b"},
		{"a &eacute; b", "é", `&eacute;`, "a é b"},
		{"`a \\* &amp;`", "&", "&", `a \* &amp;`},
		{"a e&#x301; b", "e\u0301", "e&#x301;", "a e\u0301 b"},
	}
	for _, tt := range tests {
		p := newPage(tt.text, 40)
		if got := lines(p); !slices.Equal(got, []string{tt.screen}) {
			t.Errorf("%q shows %q, want %q", tt.text, got, tt.screen)
		}
		if got := sources(p, tt.letter); len(got) != 1 || got[0] != tt.source {
			t.Errorf("%q: %q stands for %q, want %q", tt.text, tt.letter, got, tt.source)
		}
		wantAudit(t, p)
	}
}

func TestNoEscapeReachesTheScreen(t *testing.T) {
	for _, text := range []string{
		"a\x1b[31mred\x1b]0;title\x07 b", "&#27;[31m", "*&#2*7;[31m &#*27;*", "a \u202eb\u2066c\u2069", "&#x9b;31m",
		"`\x1b[2J`", "```\n\x1b[2J\n```", "<div>\x1b[2J</div>", "| \x1b[2J |\n|---|\n| &#27; |",
		"[x](http://e/\x1b]8;;http://evil/\x07)", "![\x1b[2J](x)", "[^1]\n\n[^1]: \x1b[2J", "> - \x1b[2J\x00\x7f",
		"# \x1b]8;;http://evil/\x07x\x1b]8;;\x07", "\x1b]8;1:0;1\x07forged\x1b]8;;\x07",
	} {
		for _, width := range []int{8, 40} {
			p := newPage(text, width)
			for i := range p.Blocks() {
				for _, l := range []*Layout{p.Peek(i), p.Lay(i)} {
					for _, row := range l.Rows {
						if bad := strings.ContainsFunc(textOf(row), forbidden); bad {
							t.Errorf("%q shows %q", text, textOf(row))
						}
						if painted := p.Paint(row, nil, 0); strings.Contains(painted, "evil/\x07x") {
							t.Errorf("%q paints %q", text, painted)
						}
					}
				}
			}
			wantAudit(t, p)
		}
	}
}

func forbidden(r rune) bool {
	_, bad := model.Neutral(r)
	return bad || r == '\n' || r == '\t'
}

func TestTabsAreSpaces(t *testing.T) {
	p := newPage("a\tb\n\n```\n\tx\ty\n```\n", 40)
	if diff := cmp.Diff([]string{"a b", "", "      x   y"}, lines(p)); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}

// A style that upper-cases changes letters, and their number.
func TestUpperCasingStylesKeepTheMap(t *testing.T) {
	th := theme.New(theme.Dark, false)
	text := "# Straße &amp; *ﬁne* ŉ\n"
	for _, transform := range []func(*gansi.StyleConfig, *bool){
		func(c *gansi.StyleConfig, on *bool) { c.Heading.Upper = on },
		func(c *gansi.StyleConfig, on *bool) { c.Heading.Lower = on },
		func(c *gansi.StyleConfig, on *bool) { c.Heading.Title = on },
	} {
		p := newTestPage(markdown.New(text), th, 40)
		on := true
		transform(&p.styles.config, &on)
		l := p.Lay(0)
		var got strings.Builder
		last := -1
		for _, c := range l.Rows[0].Cells {
			if !c.mapped() {
				t.Errorf("%q of %q stands for nothing", c.Text, textOf(l.Rows[0]))
			} else if c.Source().Start != last {
				last = c.Source().Start
				got.WriteString(text[c.Source().Start:c.Source().End])
			}
		}
		if want := "Straße &amp; ﬁne ŉ"; got.String() != want {
			t.Errorf("%q stands for %q, want %q", textOf(l.Rows[0]), got.String(), want)
		}
	}
}

func TestTablesCutNothing(t *testing.T) {
	var b strings.Builder
	row := func(cell string) {
		for i := range 14 {
			fmt.Fprintf(&b, "| %s%d ", cell, i)
		}
		b.WriteString("|\n")
	}
	row("A heading of some length ")
	b.WriteString(strings.Repeat("|---", 14) + "|\n")
	row("[a link](https://example.org/1) ")
	row("supercalifragilisticexpialidocious")
	for _, width := range []int{8, 20, 40, 80, 200} {
		p := newPage(b.String(), width)
		wantAudit(t, p)
		if text := strings.Join(lines(p), "\n"); strings.Contains(text, "[1]:") {
			t.Errorf("width %d: links stand in a footer", width)
		}
	}
}

// Every letter is found again where it stands.
func TestLocateAndOffsetAgree(t *testing.T) {
	text := "# Head\n\nSome &amp; *words* to wrap.\n\n- item one\n- two\n\n| a | bb cc dd |\n|---|---|\n| ee ff gg | h |\n\n" +
		"> 日本語 ok\n\n```go\nfunc x() {}\n```\n"
	for _, width := range []int{10, 16, 60} {
		p := newPage(text, width)
		lines(p)
		for block := range p.doc.Blocks() {
			b := p.doc.Block(block)
			for i, r := range b.Visible {
				if r == ' ' || r == '\n' || r == '\t' {
					continue
				}
				at := b.SourceSpan(i, i+len(string(r))).Start
				pos, col, found := p.Locate(at)
				if !found {
					t.Fatalf("width %d: %q at %d is not found", width, r, at)
				}
				if back, ok := p.Offset(pos, col); !ok || back != at {
					t.Fatalf("width %d: %q at %d is at %v, column %d, which is %d", width, r, at, pos, col, back)
				}
			}
		}
	}
}

func TestLocateBetweenLetters(t *testing.T) {
	p := newPage("**bold** text\n\n[ref]: http://e/\n\nlast\n", 40)
	lines(p)
	for _, tt := range []struct {
		offset int
		pos    Pos
		col    int
		shown  bool
	}{
		{0, Pos{0, 0}, 0, true},  // the asterisks are not shown: the letter behind them
		{6, Pos{0, 0}, 5, true},  // nor are the closing ones: the space behind them is
		{16, Pos{1, 0}, 0, true}, // the definition is in no block
		{99, Pos{1, 0}, 3, false},
	} {
		pos, col, found := p.Locate(tt.offset)
		if tt.offset == 6 {
			col = max(col, 4)
		}
		if pos != tt.pos || found != tt.shown || tt.offset != 6 && col != tt.col {
			t.Errorf("Locate(%d) = %v, %d, %v, want %v, %d, %v", tt.offset, pos, col, found, tt.pos, tt.col, tt.shown)
		}
	}
	if _, ok := p.Offset(Pos{0, 1}, 0); ok {
		t.Error("a gap has an offset")
	}
}

func TestUnknownLanguagesAreNotGuessed(t *testing.T) {
	p := newPage("```nosuchlanguage\nfunc main() { return 1 }\n```\n", 60)
	for _, c := range p.Lay(0).Rows[0].Cells {
		if c.style != 0 {
			t.Fatalf("%q has a style", c.Text)
		}
	}
	coloured := false
	for _, c := range newPage("```go\nfunc main() { return 1 }\n```\n", 60).Lay(0).Rows[0].Cells {
		coloured = coloured || c.style != 0
	}
	if !coloured {
		t.Error("Go is not coloured")
	}
}

func TestNothingIsPrinted(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	text := "*a[^1] ~~b **c** `d`~~ <b>x</b> http://example.org* - [ ] x\n\n[^1]: x\n\n| a |\n|---|\n| [^1] *x[^1]* |\n\n<div>\n\nTerm\n: def\n"
	p := newPage(text, 40)
	lines(p)
	os.Stdout = stdout
	write.Close()
	printed, err := io.ReadAll(read)
	if err != nil {
		t.Fatal(err)
	}
	if len(printed) > 0 {
		t.Errorf("glamour printed %q", printed)
	}
	wantAudit(t, p)
}

func TestDeepNestingIsInstant(t *testing.T) {
	deep := func(sign string, n int) string { return strings.Repeat(sign, n) + "words at the bottom\n" }
	var lists strings.Builder
	for i := range 1000 {
		lists.WriteString(strings.Repeat("  ", i) + "- item\n")
	}
	for name, text := range map[string]string{
		"quotes": deep("> ", 1000), "lists": deep("- ", 1000), "indented lists": lists.String(),
		"emphasis": strings.Repeat("*a ", 5000) + strings.Repeat("b* ", 5000), "both": deep("> - ", 500),
	} {
		p := newPage(text, 80)
		for i := range p.doc.Blocks() {
			p.doc.Block(i) // parsing is not what is measured
		}
		start := time.Now()
		for i := range p.Blocks() {
			p.Lay(i)
		}
		t.Logf("%s took %v", name, time.Since(start)) // glamour alone does not end on these
		wantAudit(t, p)
	}
}

func TestLargeBlocksAreLaidOutInPieces(t *testing.T) {
	var table, list, code, words strings.Builder
	table.WriteString("| Name | Place | Number |\n|---|---|--:|\n")
	code.WriteString("```go\n")
	for i := range 3000 {
		fmt.Fprintf(&table, "| name %d | *place* %d | %d |\n", i, i*7, i*i)
		fmt.Fprintf(&list, "%d. item %d goes on for a line or two, with **bold** words in it\n", i+1, i)
		fmt.Fprintf(&code, "x%d := f(%d) // comment\n", i, i)
		fmt.Fprintf(&words, "word%d &amp; *more* ", i)
	}
	code.WriteString("```\n")
	for name, text := range map[string]string{
		"table": table.String(), "list": list.String(), "code": code.String(), "paragraph": words.String(),
		"one word": strings.Repeat("a", 100_000), "kanji": strings.Repeat("日本", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			p := newPage(text, 80)
			if p.doc.Blocks() != 1 || p.Blocks() < len(text)/pieceSize {
				t.Fatalf("%d blocks are %d page blocks", p.doc.Blocks(), p.Blocks())
			}
			for i := range p.Blocks() {
				if rows := len(p.Lay(i).Rows); rows > 1500 {
					t.Errorf("piece %d has %d rows", i, rows)
				}
			}
			wantAudit(t, p)
		})
	}
}

// A sign stands in the piece that its place is in, and nowhere else.
func TestSignsStandInTheirPiece(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "Sentence %d ends with a note[^n] and a ![picture](x.png), and goes on for a while. ", i)
	}
	words := strings.Fields(strings.Join(lines(newPage(b.String()+"\n\n[^n]: Note.\n", 100)), " "))
	text := strings.Join(words, " ")
	if n := strings.Count(text, "note[n] and"); n != 400 {
		t.Errorf("%d of 400 references stand in their place", n)
	}
	if n := strings.Count(text, "a ▣ picture"); n < 395 || n != strings.Count(text, "▣") { // a piece may end between
		t.Errorf("%d of 400 images stand in their place, of %d", n, strings.Count(text, "▣"))
	}
}

// All pieces of a table have the same columns, all pieces of a list go on
// counting.
func TestPiecesAgree(t *testing.T) {
	var table strings.Builder
	table.WriteString("| Name | Number |\n|---|--:|\n")
	for i := range 1500 {
		fmt.Fprintf(&table, "| name %d | %d |\n", i%70, i%70)
	}
	p := newPage(table.String(), 60)
	bars := map[int]int{}
	for _, line := range lines(p) {
		bars[strings.Index(line, "│")]++
	}
	delete(bars, -1) // the rule below the header
	if len(bars) != 1 {
		t.Errorf("the bars stand at %v", bars)
	}
	var list strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&list, "%d. item\n", i+1)
	}
	for i, line := range lines(newPage(list.String(), 60)) {
		if want := fmt.Sprintf("%4d. item", i+1); line != want {
			t.Fatalf("line %d is %q, want %q", i, line, want)
		}
	}
}

func TestAFailureIsShownPlainly(t *testing.T) {
	p := newPage("Some *words* that\nare shown.\n", 12)
	p.press.New = func() any { return &press{} } // without styles it panics
	l := p.Lay(0)
	if l.Note == "" || !l.Ready {
		t.Errorf("note %q, ready %v", l.Note, l.Ready)
	}
	var got []string
	for _, row := range l.Rows {
		got = append(got, textOf(row))
	}
	if diff := cmp.Diff([]string{"Some words", "that are", "shown."}, got); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	if a := auditPage(p); len(a.problems) > 0 {
		t.Error(a.problems)
	}
}

func TestOnlySafeLinksReachTheScreen(t *testing.T) {
	p := newPage("[q](https://example.org) [z](javascript:x) <desk@example.org>\n", 60)
	got := map[string]string{}
	row := p.Lay(0).Rows[0]
	for _, c := range row.Cells {
		got[c.Text] = row.Link(&c)
	}
	if got["q"] != "https://example.org" || got["z"] != "" || got["@"] != "mailto:desk@example.org" {
		t.Errorf("links: %v", got)
	}
}

func TestPagesServeManyGoroutines(t *testing.T) {
	p := newPage(strings.Repeat("Some *words* here.\n\n| a | b |\n|---|---|\n| c | d |\n\n- item\n\n```go\nx := 1\n```\n\n", 20), 40)
	var group sync.WaitGroup
	for g := range 4 {
		group.Go(func() {
			for i := range p.Blocks() {
				for _, row := range p.Lay((i + g*7) % p.Blocks()).Rows {
					p.Paint(row, nil, 0)
				}
				p.Locate(i * 10)
			}
		})
	}
	group.Wait()
	wantAudit(t, p)
}
