package markdown

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

// undivided is d read anew without ever reading a part of a paragraph.
func undivided(d *Document) *Document {
	whole := newWithin(d.text, d.grammar.limits)
	for i := range whole.entries {
		if whole.entries[i].kind == paragraphEntry {
			whole.entries[i].kind = otherEntry
		}
	}
	return whole
}

// checkAbout holds that d says of span what whole does, and reports whether it
// did so from parts of paragraphs.
func checkAbout(t fataler, d, whole *Document, span model.Span) (parted bool) {
	t.Helper()
	if got, want := d.VisibleOf(span), whole.VisibleOf(span); got != want {
		t.Fatalf("%q\n%v reads %q, in the whole %q", d.text, span, got, want)
	}
	got, err := d.Snap(span)
	want, wantErr := whole.Snap(span)
	if got != want || (err == nil) != (wantErr == nil) {
		t.Fatalf("%q\nSnap(%v) = %v, %v; in the whole %v, %v", d.text, span, got, err, want, wantErr)
	}
	if got, want := d.Quote(span), whole.Quote(span); got != want {
		t.Fatalf("%q\nQuote(%v) = %+v, in the whole %+v", d.text, span, got, want)
	}
	for i := max(0, d.BlockAt(span.Start)); i < d.Blocks() && d.Extent(i).Start < span.End; i++ {
		parted = parted || d.about(i, span).Span != d.Extent(i)
	}
	return parted
}

func TestAboutIsTheWhole(t *testing.T) {
	words := append(specLines(t), "word ", "word", "a. ", " ", "\t", "*", "[", "](u)", "`", "各", "港口", "เรือสามลำ", "तीन ", "e\u0301", " \u0301", "\u0301", "👩‍👩‍👧", "🇩🇪", "\\", "&amp;", "&nbsp;", "&#32;", "\n \t", "<br>", "\xff")
	spans, parted := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for b.Len() < 4_000 {
			piece := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "words"), "")
			b.WriteString(strings.Repeat(piece, rapid.IntRange(1, 900/len(piece)+1).Draw(t, "times")))
		}
		text := "# before\n\nx" + strings.ReplaceAll(b.String(), "\n", "\nx") + "\n\n# behind\n"
		d := newWithin(text, smallLimits())
		whole := undivided(d)
		for range 12 {
			from := rapid.IntRange(0, len(text)).Draw(t, "from")
			to := min(len(text), from+rapid.SampledFrom([]int{0, 1, 7, 60, 400, 2000}).Draw(t, "size"))
			spans++
			if checkAbout(t, d, whole, model.Span{Start: from, End: to}) {
				parted++
			}
		}
	})
	t.Logf("%d spans, %d of them read from parts of paragraphs", spans, parted)
	if parted < spans/4 {
		t.Errorf("only %d of %d spans were read from parts", parted, spans)
	}
}

// TestAboutAtJoins reads over every join of a paragraph, byte by byte.
func TestAboutAtJoins(t *testing.T) {
	for _, s := range []string{"Three *vessels* left.\nOne came ", "word ", "word", "a  \nb\\\n", "港口的三艘船。\n", "*a **b [c](d `e ", "😀\u200d😀 &nbsp; "} {
		d := newWithin("before\n\n"+repeat(s, 5000)+"x\n\nbehind", smallLimits())
		whole := undivided(d)
		joins := 0
		for at := d.Extent(1).Start; at < d.Extent(1).End; joins++ {
			at = d.BlockNear(1, model.Span{Start: at, End: at}).Span.End
			for from := at - 6; from < at+3; from++ {
				for size := range 9 {
					checkAbout(t, d, whole, model.Span{Start: from, End: min(from+size, len(d.text))})
				}
			}
		}
		if joins < 4 {
			t.Errorf("%q: only %d parts", s, joins)
		}
	}
}

// BenchmarkMark reads what a mark in the middle of each huge paragraph needs,
// a step further every time, beside a parse of the whole paragraph.
func BenchmarkMark(b *testing.B) {
	for _, t := range hardtext.Blocks() {
		d := New(t.Full())
		i := d.BlockAt(len(d.text) / 2)
		if _, ok := d.paragraph(i); !ok {
			continue
		}
		for _, step := range []int{1, 8 << 10} {
			b.Run(fmt.Sprintf("%s/every %d bytes", t.Name, step), func(b *testing.B) {
				at := d.Extent(i).Start
				for b.Loop() {
					at = d.Extent(i).Start + (at+step)%(d.Extent(i).Len()-100)
					span, err := d.Snap(model.Span{Start: at, End: at + 80})
					if err == nil {
						_ = d.Quote(span)
					}
				}
			})
		}
		b.Run(t.Name+"/whole", func(b *testing.B) {
			for b.Loop() {
				d.Parse(i)
			}
		})
	}
}
