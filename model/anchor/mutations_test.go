package anchor_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/model/anchor"
)

// A piece is a unit of a text with what stands before it. of is which unit of the
// old text it was, -1 for none.
type piece struct {
	before, words string
	of            int
}

// cut is the pieces of a text at spans.
func cut(text string, spans []model.Span) (pieces []piece) {
	last := 0
	for i, s := range spans {
		pieces = append(pieces, piece{text[last:s.Start], text[s.Start:s.End], i})
		last = s.End
	}
	return pieces
}

// A mutation makes another text of a text's pieces. others are words to put in.
type mutation struct {
	name string
	do   func(r *rand.Rand, pieces []piece, others []string) []piece
}

func mutations() []mutation {
	return []mutation{
		{"paragraphs in another order", func(r *rand.Rand, pieces []piece, _ []string) (out []piece) {
			var paragraphs [][]piece
			for _, p := range pieces {
				if len(paragraphs) == 0 || strings.Contains(p.before, "\n") {
					paragraphs = append(paragraphs, nil)
				}
				n := len(paragraphs) - 1
				paragraphs[n] = append(paragraphs[n], p)
			}
			for _, i := range r.Perm(len(paragraphs)) {
				paragraph := paragraphs[i]
				out = append(out, piece{"\n\n", paragraph[0].words, paragraph[0].of})
				out = append(out, paragraph[1:]...)
			}
			return out
		}},
		{"a third gone, some new, a third reworded", func(r *rand.Rand, pieces []piece, others []string) (out []piece) {
			for _, p := range pieces {
				switch r.IntN(3) {
				case 0:
					if r.IntN(2) == 0 {
						out = append(out, piece{p.before, others[r.IntN(len(others))], -1})
					}
					continue
				case 1:
					p.words = reworded(r, p.words, 0.15, others)
				}
				out = append(out, p)
			}
			return out
		}},
		{"a fifth of all reworded", func(r *rand.Rand, pieces []piece, others []string) (out []piece) {
			for _, p := range pieces {
				p.words = reworded(r, p.words, 0.2, others)
				out = append(out, p)
			}
			return out
		}},
		{"numbers corrected", func(r *rand.Rand, pieces []piece, _ []string) (out []piece) {
			for _, p := range pieces {
				p.words = strings.Map(func(c rune) rune {
					if '0' <= c && c <= '9' && r.IntN(2) == 0 {
						return '0' + r.Int32N(10)
					}
					return c
				}, p.words)
				out = append(out, p)
			}
			return out
		}},
	}
}

// reworded is text with words of others in the place of about that part of its
// letters.
func reworded(r *rand.Rand, text string, part float64, others []string) string {
	fields := strings.Fields(text)
	left := int(part * float64(len(text)))
	for tries := 0; left > 3 && tries < 100; tries++ {
		in := strings.Fields(others[r.IntN(len(others))])
		i, word := r.IntN(len(fields)), in[r.IntN(len(in))]
		if size := max(len(fields[i]), len(word)); size <= left {
			fields[i] = word
			left -= size
		}
	}
	return strings.Join(fields, " ")
}

// alikes are texts of sentences that differ in a word or a number.
func alikes() (texts []string) {
	places := strings.Fields("Mali Niger Chad Ghana Togo Benin Kenya Uganda Rwanda Angola Zambia Malawi Gabon Congo Sudan Egypt Libya Tunisia Algeria Morocco")
	var notices, embassies, rows []string
	for i := range 60 {
		place := places[i%len(places)]
		notices = append(notices, fmt.Sprintf("Notice %d: the harbour office released new rules on %d March, and ships should follow version %d.%d at once.", 100+i*7, 1+i%28, 3+i%4, i%10))
		embassies = append(embassies, fmt.Sprintf("The embassy in %s will close its section %d until further notice.", place, i))
		rows = append(rows, fmt.Sprintf("Camp %d, %s\t%d people arrived by road", i, place, 100+i*37%900))
	}
	return []string{strings.Join(notices, "\n\n"), strings.Join(embassies, " "), strings.Join(rows, "\n")}
}

// TestMutations makes other texts of real ones, and of ones whose sentences are
// alike, and looks for a mark on every unit whose words stand once: what became of
// it is known here. Right and wrong are as in TestRevisions.
func TestMutations(t *testing.T) {
	var docs []*markdown.Document
	for _, text := range alikes() {
		docs = append(docs, markdown.New(text))
	}
	paths, _ := filepath.Glob("../../../shared/corpus/revisions/*/old.md")
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Size() < 12_000 {
			docs = append(docs, read(t, path))
		}
	}
	for _, m := range mutations() {
		t.Run(m.name, func(t *testing.T) {
			tallies := map[class]*tally{kept: {}, edited: {}, gone: {}, other: {}}
			for i, d := range docs {
				spans := unique(t, d)
				var others []string
				for _, p := range cut(docs[(i+1)%len(docs)].Visible(), unique(t, docs[(i+1)%len(docs)])) {
					others = append(others, p.words)
				}
				mutate(t, m.do(rand.New(rand.NewPCG(1, uint64(i))), cut(d.Visible(), spans), others), d.Visible(), spans, tallies)
			}
			judge(t, tallies)
		})
	}
}

// mutate puts pieces together to a text, and counts the marks on spans of the old
// one by what became of them.
func mutate(t *testing.T, pieces []piece, was string, spans []model.Span, tallies map[class]*tally) {
	t.Helper()
	var b strings.Builder
	at := make([]model.Span, len(spans))
	for _, p := range pieces {
		b.WriteString(p.before)
		if p.of >= 0 {
			at[p.of] = model.Span{Start: b.Len(), End: b.Len() + len(p.words)}
		}
		b.WriteString(p.words)
	}
	is := b.String()
	for i, f := range anchor.Find(was, is, spans) {
		words, got := oneLine(was[spans[i].Start:spans[i].End]), oneLine(is[f.Start:f.End])
		c := classOf(words, oneLine(is), oneLine(is[at[i].Start:at[i].End]))
		if c == gone && likest(words, is) >= 0.5 {
			c = other
		}
		n := tallies[c]
		n.all++
		onOwn := at[i].Overlaps(model.Span{Start: f.Start, End: f.End})
		switch {
		case f.State == model.Orphaned && c == gone, c == kept && got == words && f.State != model.Changed, c == edited && onOwn && f.State == model.Changed:
			n.right++
		case f.State == model.Orphaned:
			n.orphaned++
		case !onOwn && got != words && similar(words, got) < 0.7:
			n.wrong++
			t.Logf("wrong: %.150q\nis found on %.150q", words, got)
		}
	}
}

// judge fails the test where marks of a class were not found as they should be.
func judge(t *testing.T, tallies map[class]*tally) {
	t.Helper()
	var sum tally
	for c, least := range map[class]float64{kept: 99.5, edited: 90, gone: 95, other: 0} {
		n := tallies[c]
		sum.all, sum.wrong = sum.all+n.all, sum.wrong+n.wrong
		t.Logf("%-6s %5d marks, right %5d = %6.2f %%, orphaned %3d, wrong %2d", c, n.all, n.right, percent(n.right, n.all), n.orphaned, n.wrong)
		if n.all > 0 && percent(n.right, n.all) < least {
			t.Errorf("%s: %.2f %% are right, want %.1f", c, percent(n.right, n.all), least)
		}
	}
	if got := percent(sum.wrong, sum.all); got > 0.1 {
		t.Errorf("%.3f %% are wrong, want 0.1 at most", got)
	}
}
