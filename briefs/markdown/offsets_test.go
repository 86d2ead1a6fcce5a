package markdown

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkBlock holds what must be true of every block.
func checkBlock(t fataler, d *Document, b *Block) {
	t.Helper()
	if !utf8.ValidString(b.Visible) {
		t.Fatalf("block %d reads %q", b.Index, b.Visible)
	}
	for _, r := range b.Visible {
		if _, bad := model.Neutral(r); bad && r != utf8.RuneError {
			t.Fatalf("block %d shows %U", b.Index, r)
		}
	}
	visible, source := 0, 0
	for _, r := range b.Runs() {
		if r.N <= 0 || r.M <= 0 || r.Visible < visible || r.Source < source || r.Visible+r.N > len(b.Visible) || r.Source+r.M > len(d.Text()) {
			t.Fatalf("block %d: run %+v after %d, %d", b.Index, r, visible, source)
		}
		if gap := b.Visible[visible:r.Visible]; strings.Trim(gap, "\n\t") != "" {
			t.Fatalf("block %d: the letters %q have no source", b.Index, gap)
		}
		if r.Exact && (r.N != r.M || b.Visible[r.Visible:r.Visible+r.N] != d.Text()[r.Source:r.Source+r.M]) {
			t.Fatalf("block %d: run %+v is not exact", b.Index, r)
		}
		if got := b.VisibleAt(b.SourceSpan(r.Visible, r.Visible+r.N).Start); got != r.Visible {
			t.Fatalf("block %d: run %+v is found at %d", b.Index, r, got)
		}
		visible, source = r.Visible+r.N, r.Source+r.M
	}
	if visible != len(b.Visible) {
		t.Fatalf("block %d: the letters %q have no source", b.Index, b.Visible[visible:])
	}
	checkParts(t, d, b)
}

func checkParts(t fataler, d *Document, b *Block) {
	t.Helper()
	at := 0
	for _, p := range b.Parts {
		if text := b.Visible[p.Start:p.End]; p.Kind != CodePart && strings.Trim(text, " \t\n") != text || strings.HasSuffix(text, "\n") {
			t.Fatalf("block %d: part %+v reads %q", b.Index, p, text)
		}
		if gap := b.Visible[at:p.Start]; p.Start < at || p.End <= p.Start || strings.Trim(gap, "\n\t") != "" {
			t.Fatalf("block %d: part %+v after %q", b.Index, p, gap)
		}
		if got := b.SourceSpan(p.Start, p.End); got != p.Span || !d.Lines(b.Index).Covers(got) {
			t.Fatalf("block %d: part %+v is at %v of %v", b.Index, p, got, d.Lines(b.Index))
		}
		if got := d.VisibleOf(p.Span); got != b.Visible[p.Start:p.End] {
			t.Fatalf("block %d: part %+v reads %q, its span %q", b.Index, p, b.Visible[p.Start:p.End], got)
		}
		at = p.End
	}
	if at != len(b.Visible) {
		t.Fatalf("block %d: %q is in no part", b.Index, b.Visible[at:])
	}
}

// checkDocument holds what must be true of every document.
func checkDocument(t fataler, d *Document) {
	t.Helper()
	end := d.FrontMatter().Span.End
	for i := range d.Blocks() {
		e := d.Extent(i)
		if e.Start < end || e.Empty() || e.End > len(d.Text()) {
			t.Fatalf("block %d is at %v, after %d", i, e, end)
		}
		if gap := d.Text()[end:e.Start]; i > 0 && d.BlockAt(end) != i && gap != "" {
			t.Fatalf("between blocks %d and %d, BlockAt is %d", i-1, i, d.BlockAt(end))
		}
		end = e.End
		checkBlock(t, d, d.Block(i))
	}
	for p := range d.entries {
		i := d.nth(p)
		for _, r := range d.Block(i).Runs() {
			at := d.whole().starts[p] + r.Visible
			span := d.VisibleSpan(at, at+r.N)
			if span != (model.Span{Start: r.Source, End: r.Source + r.M}) || d.VisibleAt(span.Start) != at {
				t.Fatalf("block %d: run %+v is at %d, that at %v, and that at %d", i, r, at, span, d.VisibleAt(span.Start))
			}
		}
	}
	if got := d.VisibleOf(model.Span{Start: 0, End: len(d.Text())}); got != d.Visible() {
		t.Fatalf("the whole reads %q, its span %q", d.Visible(), got)
	}
	if fresh := New(d.Text()); fresh.Visible() != d.Visible() {
		t.Fatalf("read twice, it differs")
	}
}

// checkPlace holds what must be true of a range of the visible text and of a
// span of the source.
func checkPlace(t fataler, d *Document, visible [2]int, source model.Span) {
	t.Helper()
	text := d.Visible()
	if span := d.VisibleSpan(visible[0], visible[1]); !span.Empty() && !d.unordered() {
		reads := strings.Trim(text[visible[0]:visible[1]], "\n\t")
		if got := d.VisibleOf(span); utf8.ValidString(reads) && !strings.Contains(got, reads) {
			t.Fatalf("[%d, %d) reads %q, its span %v %q", visible[0], visible[1], reads, span, got)
		}
	}
	snapped, err := d.Snap(source)
	if err != nil {
		if !errors.Is(err, model.ErrEmptySpan) || utf8.ValidString(d.VisibleOf(source)) && strings.TrimFunc(d.VisibleOf(source), unicode.IsSpace) != "" {
			t.Fatalf("Snap(%v) of %q: %v", source, d.VisibleOf(source), err)
		}
		return
	}
	if again, err := d.Snap(snapped); err != nil || again != snapped {
		t.Fatalf("Snap(%v) = %v, then %v, %v", source, snapped, again, err)
	}
	reads := d.VisibleOf(snapped)
	if !d.unordered() && !strings.Contains(reads, strings.TrimFunc(d.VisibleOf(source), unicode.IsSpace)) && utf8.ValidString(d.VisibleOf(source)) {
		t.Fatalf("Snap(%v) reads %q, the span %q", source, reads, d.VisibleOf(source))
	}
	quote := d.Quote(snapped)
	if quote.Text != reads {
		t.Fatalf("Quote(%v) reads %q, the span %q", snapped, quote.Text, reads)
	}
	if !d.unordered() && !strings.Contains(text, quote.Prefix+quote.Text+quote.Suffix) {
		t.Fatalf("Quote(%v) = %q is not in the text", snapped, quote)
	}
	if n := graphemeCount(quote.Prefix); n > quoteContext {
		t.Fatalf("a prefix of %d graphemes: %q", n, quote.Prefix)
	}
	checkAligned(t, d, snapped)
}

// unordered reports whether a footnote's definition stands before other blocks,
// so that the order of the visible text is not the source's.
func (d *Document) unordered() bool {
	return d.order != nil
}

func graphemeCount(text string) int {
	n := 0
	for it := graphemes.FromString(text); it.Next(); {
		n++
	}
	return n
}

// checkAligned holds that a snapped span begins and ends between graphemes of
// its blocks' visible text.
func checkAligned(t fataler, d *Document, span model.Span) {
	t.Helper()
	boundary := func(b *Block, at int) bool {
		for it := graphemes.FromString(b.Visible); it.Next(); {
			if it.Start() == at || it.End() == at {
				return true
			}
		}
		return false
	}
	first, last := d.Block(d.BlockAt(span.Start)), d.Block(d.BlockAt(span.End-1))
	if at := first.VisibleAt(span.Start); !boundary(first, at) {
		t.Fatalf("%v begins within a grapheme of %q, at %d", span, first.Visible, at)
	}
	if at := last.visibleEnd(span.End); !boundary(last, at) {
		t.Fatalf("%v ends within a grapheme of %q, at %d", span, last.Visible, at)
	}
}

func TestDocuments(t *testing.T) {
	letters, sources := 0, 0
	for _, e := range specExamples(t) {
		d := New(e.markdown)
		checkDocument(t, d)
		for i := 0; i <= len(e.markdown); i += 3 {
			checkPlace(t, d, [2]int{i % (len(d.Visible()) + 1), len(d.Visible())}, model.Span{Start: i, End: min(i+5, len(e.markdown))})
		}
	}
	for _, text := range corpusBriefs(t) {
		d := New(text)
		checkDocument(t, d)
		letters += utf8.RuneCountInString(d.Visible())
		sources += len(text)
	}
	t.Logf("%d letters of %d bytes of briefs, each with its source", letters, sources)
}

func TestDocumentsAtRandom(t *testing.T) {
	lines := append(specLines(t), "e\u0301", "👩‍👩‍👧", "\u00a0", "\u3000", "各 ", "&#27;", "&nbsp;", "\\*", "\t", "\x1b[1m", "\xff", "![a](b)", "**", "*e*\u0301", "<br>", "<p>", "[^n]: ", "a\u202eb", "\x00")
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 1, 16).Draw(t, "lines"), "")
		d := New(source)
		checkDocument(t, d)
		for range 4 {
			n := len(d.Visible())
			from := rapid.IntRange(0, n).Draw(t, "from")
			start := rapid.IntRange(0, len(source)).Draw(t, "start")
			checkPlace(t, d, [2]int{from, rapid.IntRange(from, n).Draw(t, "to")},
				model.Span{Start: start, End: rapid.IntRange(start, len(source)).Draw(t, "end")})
		}
	})
}

func TestPlaces(t *testing.T) {
	const text = "# *A* &amp; B\n\n> one **two**\n> three[^n]\n\n[^n]: note\n\n- last\n"
	d := New(text)
	if diff := cmp.Diff("A & B\n\none two three\n\nlast\n\nnote", d.Visible()); diff != "" {
		t.Fatal(diff)
	}
	for _, c := range []struct{ words, source string }{
		{"A", "A"}, {"&", "&amp;"}, {"& B", "&amp; B"}, {"two three", "two**\n> three"},
		{"note", "note"}, {"last", "last"}, {"A & B one", "A* &amp; B\n\n> one"},
	} {
		spans := d.Find(c.words)
		if len(spans) != 1 {
			t.Fatalf("Find(%q) = %v", c.words, spans)
		}
		if got := text[spans[0].Start:spans[0].End]; got != c.source {
			t.Errorf("%q is at %q, want %q", c.words, got, c.source)
		}
		if got := d.VisibleOf(spans[0]); strings.Join(strings.Fields(got), " ") != c.words {
			t.Errorf("the span of %q reads %q", c.words, got)
		}
	}
	for _, c := range []struct{ span, want string }{
		{"*A*", "A"}, {"# *A", "A"}, {" &am", "&amp;"}, {"**two**\n> ", "two"}, {"[^n]", ""}, {"> ", ""}, {"e[^n]\n\n[^n]: n", "e[^n]\n\n[^n]: n"},
	} {
		start := strings.Index(text, c.span)
		got, err := d.Snap(model.Span{Start: start, End: start + len(c.span)})
		if c.want == "" {
			if !errors.Is(err, model.ErrEmptySpan) {
				t.Errorf("Snap(%q) = %v, %v, want nothing", c.span, got, err)
			}
			continue
		}
		if err != nil || text[got.Start:got.End] != c.want {
			t.Errorf("Snap(%q) = %q, %v, want %q", c.span, text[got.Start:got.End], err, c.want)
		}
	}
	if got := d.Quote(d.Find("three")[0]); got != (model.Quote{Text: "three", Prefix: "A & B\n\none two ", Suffix: "\n\nlast\n\nnote"}) {
		t.Errorf("Quote = %+v", got)
	}
}

func FuzzDocument(f *testing.F) {
	for _, s := range []string{
		"", "\n", "# a\n\nb", "- a\n  - b\n\n    c", "> a\nb\n> c", "|a|b|\n|-|-|\n|`\\|`||", "[a]: b\nc\n===\n", "[^a]: b\n\n[^a]",
		"---\ntitle: x\n---\ny", "<div>a&amp;<br>b\n<!-- c", "a\x1b\u202e&#27;\xff\x00", "```\n\ta\n```", "-\t\ta\n\n>\t\tb", "*a **b ***c", "![a [b](c) *d*](e)",
		"0\n-:\n-", "[a]: /u\n===\nfoo", "| a |\n    |---|\n- ", "a\n|\n |---|\n-", "<a@b.c> www.a.b http://a.b/c_d_ a@b.c", "- [ ] x\n- [x] y", "\uFEFF# a",
	} {
		f.Add(s, 0, len(s))
	}
	for _, text := range hardtext.Pathological() {
		if s := text.Small(2000); len(s) < 4000 {
			f.Add(s, len(text.Name), len(s))
		}
	}
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if diff := checkWhole(text); diff != "" && len(text)*len(text) <= usualLimits().budget && utf8.ValidString(text) && !strings.Contains(text, "\r") {
			t.Fatal(diff)
		}
		d := New(text)
		checkDocument(t, d)
		n := len(d.Visible())
		from := min(max(start, 0), n)
		checkPlace(t, d, [2]int{from, n}, model.Span{Start: start, End: end})
	})
}
