package markdown

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/markdown/hardtext"
)

// checkStops compares the index made in steps, and stopped after every few
// lines, with the index made in one go.
func checkStops(d *Document, every int) string {
	defs := newDefinitions()
	x := newIndex(d.grammar, d.text, max(d.from(), d.front.Span.End), newContext(defs, true))
	seen := 0
	for lines, more := 0, true; more; lines++ {
		more = x.step()
		if more && lines%every != 0 {
			continue
		}
		for ; seen < len(x.entries); seen++ {
			if seen >= len(d.entries) || x.entries[seen] != d.entries[seen] {
				return fmt.Sprintf("after %d lines block %d is %+v", lines, seen, x.entries[seen])
			}
		}
	}
	if seen != d.Blocks() || len(defs.links) != len(d.defs.links) || len(defs.footnotes) != len(d.defs.footnotes) {
		return fmt.Sprintf("%d blocks of %d, %d links, %d footnotes", seen, d.Blocks(), len(defs.links), len(defs.footnotes))
	}
	return ""
}

// from is where the text begins behind a byte order mark.
func (d *Document) from() int { return len(d.text) - len(strings.TrimPrefix(d.text, byteOrderMark)) }

// checkBeginning compares what the first bytes of d's text, up to cut, give by
// themselves with d: all blocks but those of the last lines.
func checkBeginning(d *Document, cut int) (same, all int, diff string) {
	p := newWithin(d.text[:cut], d.grammar.limits)
	if p.front != d.front { // the cut is in front matter
		return 0, 0, ""
	}
	for same < p.Blocks() && p.Lines(same) != p.Lines(p.Blocks()-1) {
		if same >= d.Blocks() || p.entries[same] != d.entries[same] {
			return same, p.Blocks(), fmt.Sprintf("cut at %d, block %d is %+v", cut, same, p.entries[same])
		}
		same++
	}
	p.defs = d.defs
	for i := range same {
		if got, want := p.Block(i).Visible, d.Block(i).Visible; got != want {
			return same, p.Blocks(), fmt.Sprintf("cut at %d, block %d reads %q, in the whole %q", cut, i, got, want)
		}
	}
	return same, p.Blocks(), ""
}

// lineEnds are the offsets behind each line of text.
func lineEnds(text string) []int {
	var ends []int
	for i := range len(text) {
		if text[i] == '\n' {
			ends = append(ends, i+1)
		}
	}
	return ends
}

func TestIndexStops(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	texts := map[string]string{"mixed": hardtext.Mixed(50_000)}
	for i, e := range specExamples(t) {
		texts[fmt.Sprint("example ", i)] = e.markdown
	}
	for path, text := range corpusBriefs(t) {
		texts[path] = text
	}
	for _, text := range append(hardtext.Blocks(), hardtext.Pathological()...) {
		texts[text.Name] = text.Small(200)
	}
	blocks, cuts, same, all := 0, 0, 0, 0
	for name, text := range texts {
		d := New(text)
		blocks += d.Blocks()
		for _, every := range []int{1, 7, 1000} {
			if diff := checkStops(d, every); diff != "" {
				t.Errorf("%s, every %d lines: %s", name, every, diff)
			}
		}
		ends := lineEnds(text)
		for k := 0; k < len(ends); k += 1 + len(text)*len(ends)/100_000 {
			s, a, diff := checkBeginning(d, ends[k])
			if diff != "" {
				t.Errorf("%s: %s", name, diff)
				break
			}
			cuts, same, all = cuts+1, same+s, all+a
		}
	}
	t.Logf("%d texts, %d blocks: in steps as in one go; cut at %d lines, %d of %d blocks as in the whole", len(texts), blocks, cuts, same, all)
}

func TestIndexStopsAtRandom(t *testing.T) {
	lines := specLines(t)
	for _, text := range hardtext.Pathological() {
		lines = append(lines, text.Small(megabyte/60)+"\n")
	}
	rapid.Check(t, func(t *rapid.T) {
		d := New(strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 1, 24).Draw(t, "lines"), ""))
		if diff := checkStops(d, rapid.IntRange(1, 9).Draw(t, "every")); diff != "" {
			t.Fatalf("%q\n%s", d.text, diff)
		}
		for _, cut := range lineEnds(d.text) {
			if _, _, diff := checkBeginning(d, cut); diff != "" {
				t.Fatalf("%q\n%s", d.text, diff)
			}
		}
	})
}

// FuzzIndex holds that the index in steps is the index in one go is goldmark's
// parse of the whole; that a beginning gives the blocks of the whole; and that
// the parts of a large paragraph are the whole.
func FuzzIndex(f *testing.F) {
	for _, text := range append(hardtext.Blocks(), hardtext.Pathological()...) {
		if s := text.Small(2000); len(s) < 4000 {
			f.Add(s, uint8(len(text.Name)), uint16(len(s)/2), uint16(0))
		}
	}
	f.Add("- a\n\n  b\n===\n", uint8(2), uint16(6), uint16(0))
	f.Add("x *a **b [c](d) `e\n", uint8(1), uint16(3), uint16(150))
	f.Add("0\x10\xea)\xcc \r", uint8('G'), uint16(256), uint16(149))
	f.Add("`\n`\n`\r", uint8(136), uint16(264), uint16(258))
	const longest = 2000 // bytes, for many texts a second
	f.Fuzz(func(t *testing.T, text string, every uint8, cut, times uint16) {
		text = strings.ToValidUTF8(text[:min(len(text), longest)], "\uFFFD") // as New asks for
		if len(text)*int(times) < longest {
			text = strings.Repeat(text, 1+int(times))
		}
		d := newWithin(text, smallLimits())
		if diff := checkStops(d, 1+int(every)); diff != "" {
			t.Fatal(diff)
		}
		if ends := lineEnds(text); len(ends) > 0 {
			if _, _, diff := checkBeginning(d, ends[int(cut)%len(ends)]); diff != "" {
				t.Fatal(diff)
			}
		}
		if len(text)*len(text) <= usualLimits().budget && !strings.Contains(text, "\r") {
			if diff := checkWhole(text); diff != "" {
				t.Fatal(diff)
			}
		}
		for i := range d.Blocks() {
			if d.Extent(i).Len() > d.grammar.window {
				checkNear(t, d, i)
			}
		}
	})
}
