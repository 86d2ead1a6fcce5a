package markdown

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"obelus/model"
)

// smallLimits make large paragraphs of a few kilobytes.
func smallLimits() limits { return limits{window: 1000, reach: 500, budget: 50_000} }

// newWithin is New with other limits.
func newWithin(text string, l limits) *Document {
	g := newGrammar()
	g.limits = l
	return newDocument(text, g, len(text)-len(strings.TrimPrefix(text, byteOrderMark)))
}

// checkNear holds that the parts of block i that BlockNear gives are the whole.
func checkNear(t fataler, d *Document, i int) (parts int) {
	t.Helper()
	whole, at, end := d.Block(i), 0, d.Extent(i).Start
	for end < d.Extent(i).End {
		b := d.BlockNear(i, model.Span{Start: end, End: end})
		if b.Index != i || b.Span.Start > end || b.Span.End <= end || parts > 0 && b.Span.Start != end {
			t.Fatalf("the part at %d of %v is %v", end, d.Extent(i), b.Span)
		}
		checkBlock(t, d, b)
		rest := whole.Visible[at:]
		lead := 0
		if parts > 0 { // the white space that joins it with the part before
			lead = len(rest) - len(strings.TrimLeft(rest, " \n"))
		}
		if !strings.HasPrefix(rest[lead:], b.Visible) {
			t.Fatalf("the part at %v reads\n%.200q, the whole\n%.200q", b.Span, b.Visible, rest)
		}
		at += lead
		sameRuns(t, whole.runs, b.runs, at)
		at += len(b.Visible)
		end = b.Span.End
		parts++
	}
	if strings.Trim(whole.Visible[at:], " \n") != "" {
		t.Fatalf("the parts do not read %.200q", whole.Visible[at:])
	}
	return parts
}

// sameRuns holds that a part's runs, the part standing at the whole's visible
// offset at, map its letters as the whole's runs do.
func sameRuns(t fataler, whole, part []Run, at int) {
	t.Helper()
	for _, r := range part {
		r.Visible += at
		w := whole[firstRunAfter(whole, r.Visible)]
		same := w == r
		if w.Exact && r.Exact { // the whole's may go on over the join
			same = r.Visible-w.Visible == r.Source-w.Source && r.Visible+r.N <= w.Visible+w.N
		}
		if !same {
			t.Fatalf("the part's run %+v is the whole's %+v", r, w)
		}
	}
}

func TestBlockNearIsTheWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	const size = 120_000
	for name, text := range map[string]string{
		"wrapped":           repeat("The *harbour master* said that **three vessels** had left; see\n[the notice](http://x.org/a) and `log 7`.\n", size),
		"indented lines":    repeat("words of a line\n \t  that goes on\n", size),
		"one line":          repeat("The *harbour master* said that [three](u) vessels had left. ", size),
		"no space":          repeat("word", size),
		"underscores":       repeat("_a", size),
		"many underscores":  repeat("a__b_c*", size),
		"one letter":        strings.Repeat("a", size),
		"spaces":            "a" + strings.Repeat(" ", size) + "b" + strings.Repeat(" ", size) + "\n" + strings.Repeat("\t", size) + "c",
		"Chinese":           repeat("港口的三艘船已經離開。", size),
		"Thai":              repeat("เรือสามลำออกจากท่าแล้ว", size),
		"Arabic":            repeat("غادرت ثلاث سفن *الميناء* صباحا، ", size),
		"Devanagari":        repeat("तीन जहाज़ **बंदरगाह** से निकले।\n", size),
		"emoji":             repeat("👩‍👩‍👧🇩🇪👍🏽", size),
		"combining":         "e" + strings.Repeat("\u0301", size/2),
		"specials":          repeat("*a **b [c](d `e ", size),
		"stars":             "x" + strings.Repeat("*", size),
		"backslashes":       strings.Repeat("\\", size) + "\n" + repeat("a\\\n", size),
		"hard breaks":       repeat("one  \ntwo\\\n", size),
		"entities":          repeat("&amp;&#27;&copy;&x; ", size),
		"images":            repeat("![a](b) ", size),
		"invalid":           strings.Repeat("\xff", size) + repeat("\x85a \xf0\x9f", size),
		"form feeds":        "a" + repeat("\f\v b", size),
		"sentences, quoted": repeat("\"Was it so?\" Nobody said. ", size),
	} {
		t.Run(name, func(t *testing.T) {
			d := New("# A heading\n\n" + text + "\n\nlast")
			if d.Blocks() != 3 {
				t.Fatalf("%d blocks", d.Blocks())
			}
			start := time.Now()
			d.BlockNear(1, model.Span{Start: size / 2, End: size / 2})
			took := time.Since(start)
			parts := checkNear(t, d, 1)
			if parts < size/(usualLimits().window+usualLimits().reach) {
				t.Errorf("only %d parts", parts)
			}
			t.Logf("%d parts; one took %v", parts, took)
		})
	}
}

func TestBlockNearAtRandom(t *testing.T) {
	words := append(specLines(t), "word ", "word", "a. ", " ", "\t", "*", "[", "](u)", "`", "各", "e\u0301", "👩‍👩‍👧", "\\", "&amp;", "\n \t", "\xff")
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for b.Len() < 5_000 {
			some := rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "words")
			piece := strings.Join(some, "")
			b.WriteString(strings.Repeat(piece, rapid.IntRange(1, 900/len(piece)+1).Draw(t, "times")))
		}
		text := "x" + strings.ReplaceAll(b.String(), "\n", "\nx") // no blank lines, no blocks
		d := newWithin(text, smallLimits())
		for i := range d.Blocks() {
			checkNear(t, d, i)
		}
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		span := model.Span{Start: from, End: rapid.IntRange(from, len(text)).Draw(t, "to")}
		if i := d.BlockAt(from); i >= 0 {
			if near := d.BlockNear(i, span); !near.Span.Covers(span.Intersect(d.Extent(i))) {
				t.Fatalf("asked for %v of %v, got %v", span, d.Extent(i), near.Span)
			}
		}
	})
}
