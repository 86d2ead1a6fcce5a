package anchor_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/briefs/sentence"
	"obelus/model"
	"obelus/model/anchor"
)

// A class is what became of a unit's words between two revisions.
type class string

const (
	kept   class = "kept"   // they stand in the new one exactly once
	edited class = "edited" // not so, but what the words about them became is alike to 70 % of the letters
	gone   class = "gone"   // less than 35 % of that, and no sentence is alike to 50 %
	other  class = "other"  // anything else: edited more, split, there several times
)

// A tally counts the marks on units of one class.
type tally struct{ all, right, orphaned, wrong int }

// TestRevisions puts a mark on every unit of an old revision whose words stand
// there once, and looks for it in the new one. What became of the units is
// found by other means: an alignment of all words. Right is, for kept words,
// those very words, placed or moved; for edited ones a find, "changed", on
// words that they became; for ones that are gone an orphan. Wrong is a find on
// words that are neither the mark's own nor what became of them, nor alike to
// 70 %.
func TestRevisions(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	paths, _ := filepath.Glob("../../../shared/corpus/revisions/*/old.md")
	if len(paths) == 0 {
		t.Skip("the corpus is not beside the repository: no revisions to measure")
	}
	tallies := map[class]*tally{kept: {}, edited: {}, gone: {}, other: {}}
	for _, path := range paths {
		measure(t, read(t, path), read(t, filepath.Join(filepath.Dir(path), "new.md")), tallies)
	}
	var sum tally
	t.Logf("%d pairs of revisions, a mark on every unit of the old text whose words stand there once", len(paths))
	t.Logf("kept: the words stand in the new text exactly once; right: found on exactly those, placed or moved")
	t.Logf("edited: what the words became is alike to 70 %% of the letters; right: found there, as changed")
	t.Logf("gone: what stands there now is alike to less than 35 %%, no sentence to 50 %%; right: orphaned")
	t.Logf("other: edited more, split, there several times; wrong: on words neither the mark's own nor what became of them")
	for _, c := range []class{kept, edited, gone, other} {
		n := tallies[c]
		sum.all, sum.wrong = sum.all+n.all, sum.wrong+n.wrong
		t.Logf("%-6s %5d marks, right %5d = %6.2f %%, orphaned %3d, wrong %2d", c, n.all, n.right, percent(n.right, n.all), n.orphaned, n.wrong)
	}
	t.Logf("wrong %d of %d = %.3f %%", sum.wrong, sum.all, percent(sum.wrong, sum.all))
	for c, least := range map[class]float64{kept: 99.5, edited: 90, gone: 95} {
		if got := percent(tallies[c].right, tallies[c].all); got < least {
			t.Errorf("%s: %.2f %% are right, want %.1f", c, got, least)
		}
	}
	if got := percent(sum.wrong, sum.all); got > 0.1 {
		t.Errorf("%.3f %% are wrong, want 0.1 at most", got)
	}
}

func percent(n, all int) float64 { return 100 * float64(n) / float64(max(1, all)) }

func read(t *testing.T, path string) *markdown.Document {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return markdown.New(strings.ReplaceAll(string(text), "\r\n", "\n"))
}

// measure counts the marks on the units of old by class.
func measure(t *testing.T, old, new *markdown.Document, tallies map[class]*tally) {
	t.Helper()
	was, is := old.Visible(), new.Visible()
	spans := unique(t, old)
	to := align(was, is)
	for i, f := range anchor.Find(was, is, spans) {
		words, got := oneLine(was[spans[i].Start:spans[i].End]), oneLine(is[f.Start:f.End])
		image := to.image(spans[i])
		onImage := image.Overlaps(model.Span{Start: f.Start, End: f.End})
		c := classOf(words, oneLine(is), oneLine(is[image.Start:image.End]))
		n := tallies[c]
		n.all++
		switch {
		case f.State == model.Orphaned:
			n.orphaned++
			if c == gone {
				n.right++
			}
		case c == kept && got == words && f.State != model.Changed,
			c == edited && onImage && f.State == model.Changed,
			c == other && (onImage || got == words):
			n.right++
		case got != words && similar(words, got) < 0.7:
			n.wrong++
			t.Logf("wrong: %.150q\nis found on %.150q", words, got)
		}
	}
}

// unique is the spans, in the visible text, of the units whose words stand there
// once.
func unique(t *testing.T, d *markdown.Document) (spans []model.Span) {
	t.Helper()
	visible, line := d.Visible(), oneLine(d.Visible())
	for _, u := range sentence.All(d) {
		words := d.VisibleOf(u.Span)
		s := model.Span{Start: d.VisibleAt(u.Span.Start)}
		if s.End = s.Start + len(words); s.End > len(visible) || visible[s.Start:s.End] != words {
			t.Errorf("unit %q is not at its place", words)
			continue
		}
		if strings.Count(line, oneLine(words)) == 1 {
			spans = append(spans, s)
		}
	}
	return spans
}

// classOf is what became of words in text, where the words about them became
// image.
func classOf(words, text, image string) class {
	switch like := similar(words, image); {
	case strings.Count(text, words) == 1:
		return kept
	case strings.Contains(text, words):
		return other
	case like >= 0.7:
		return edited
	case like < 0.35 && likest(words, text) < 0.5:
		return gone
	}
	return other
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
