package export_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/briefs/tally"
	"obelus/model"
)

// A checker is a *testing.T, *testing.B or *rapid.T.
type checker interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// rounds is how often each text is marked at random; -args -rounds=20 is a
// thorough test.
var rounds = flag.Int("rounds", 1, "how often each text is marked at random")

// stamp is when the tests' marks were made.
var stamp = time.Date(2026, 3, 4, 5, 6, 7, 89, time.UTC)

// annotate makes an Annotated of text with marks on spans.
func annotate(text string, marks []model.Mark) export.Annotated {
	doc := markdown.New(text)
	a := export.Annotated{
		Brief: model.Brief{ID: "0123456789ab", Title: doc.Title()},
		Doc:   doc,
		Marks: marks,
		Tally: tally.Tally{Tags: map[model.Tag]int{}},
	}
	hash := model.HashOf(text)
	for i := range a.Marks {
		m := &a.Marks[i]
		m.Brief, m.Revision = a.Brief.ID, hash
		m.Quote = doc.Quote(m.Span)
		a.Tally.Tags[m.Tag]++
	}
	return a
}

// randomMarks makes up to n marks on random stretches of doc's visible text.
func randomMarks(r *rand.Rand, doc *markdown.Document, n int) []model.Mark {
	var marks []model.Mark
	size := len(doc.Visible())
	for i := range n {
		if size == 0 {
			break
		}
		start := r.IntN(size)
		end := min(size, start+1+r.IntN(1+min(size, 1+r.IntN(200))))
		span, err := doc.Snap(doc.VisibleSpan(start, end))
		if err != nil {
			continue
		}
		tags := model.Tags()
		m := model.Mark{
			ID: model.MarkID(fmt.Sprintf("id-%d", i)), Span: span, Tag: tags[r.IntN(len(tags))],
			Analyst: "desk", Created: stamp, Updated: stamp.Add(time.Duration(i) * time.Second),
		}
		if r.IntN(2) == 0 {
			m.Details = randomDetails(r)
		}
		marks = append(marks, m)
	}
	return marks
}

// words are values that details can have, some of them made to break things.
var words = []string{
	"", "", "Pyotr Ilichov", "a | b", "x -->", "--", "*bold*", "[^a1]: x", "](y)", "`", "two\nlines", " · speaker: z",
	"&amp; &#183;", "==", "\x1b[31m", "# h", "1. one", "<script>", "\\", "trailing ", "日本", "http://x.org/_a_", "www.x.org",
	"<!-- obelus:mark {} -->", "$a$", "(b)", "status: open", "**sourced**",
}

// notes are notes that an analyst could write, some of them hostile.
var notes = []string{
	"", "Plain.", "Two\n\nparagraphs.", "- a\n- b\n\n      code", "```\nfence", "[foo]: /evil\n\n[^a1]: mine", "<!-- open",
	"    <!-- obelus:mark {} -->\nx", "> [q]: /x", "a\n\n\n", "  lead", "[link](https://x.org) at the start", "[a\nb]: /url", "# H\n\n| a |\n|---|\n",
}

func randomDetails(r *rand.Rand) model.Details {
	word := func() string { return words[r.IntN(len(words))] }
	d := model.Details{
		Speaker: word(), Quotation: model.Indirect, Reliability: "B", Credibility: "3", Basis: model.Judgement,
		Likelihood: "very likely", Confidence: model.High, Status: model.Disputed, Note: notes[r.IntN(len(notes))],
	}
	for range r.IntN(3) {
		url := []string{"", "https://example.org/a_b?x=1&y=2", "javascript:alert(1)", "https://x.org/<>|)"}[r.IntN(4)]
		d.References = append(d.References, model.Reference{
			Title: word(), URL: url, Date: word(), Locator: word(), Origin: word(), AddedBy: model.Analyst(word()),
		})
	}
	return d
}

// exported is the annotated Markdown of a.
func exported(tb checker, a export.Annotated) string {
	tb.Helper()
	return exportedIn(tb, a, export.MarksHighlight)
}

// exportedIn is the annotated Markdown of a in a style of marks.
func exportedIn(tb checker, a export.Annotated, style export.MarksStyle) string {
	tb.Helper()
	var b bytes.Buffer
	if err := export.Markdown(&b, a, export.Options{Marks: style}); err != nil {
		tb.Fatalf("%s: %v\nbrief text: %q\nspans: %v", style, err, a.Doc.Text(), spansOf(a.Marks))
	}
	return b.String()
}

func spansOf(marks []model.Mark) []model.Span {
	var list []model.Span
	for _, m := range marks {
		list = append(list, m.Span)
	}
	return list
}

// checkExport exports a, in every style where OBELUS_LONG is set, and checks all
// that must hold of any export. It reports whether the marked files read as the brief does.
func checkExport(tb checker, a export.Annotated) (same bool) {
	tb.Helper()
	same = true
	styles := export.MarksStyles()
	if !long() { // one of them, another for each text
		styles = styles[len(a.Doc.Text())%len(styles):][:1]
	}
	for _, style := range styles {
		same = checkStyle(tb, a, style) && same
	}
	return same
}

// checkStyle is checkExport for one style.
func checkStyle(tb checker, a export.Annotated, style export.MarksStyle) (same bool) {
	tb.Helper()
	text := a.Doc.Text()
	out := exportedIn(tb, a, style)
	if style == export.MarksHighlight || style == export.MarksHTML { // the others are made likewise
		if again := exportedIn(tb, a, style); again != out {
			tb.Fatalf("two exports of %q differ", text)
		}
	}
	checkReturn(tb, a, out)
	return readsAlike(a.Doc, out, tb)
}

// TestEverySpecExample puts random marks into every example of the
// specifications, takes them out and reads the marked file.
func TestEverySpecExample(t *testing.T) {
	t.Parallel()
	rate(t, specExamples(t), *rounds, 6)
}

// TestOwnTexts does the same with texts that are hard to mark.
func TestOwnTexts(t *testing.T) {
	t.Parallel()
	rate(t, ownTexts(), 10**rounds, 6)
}

// TestCorpusBriefs does the same with whole briefs.
func TestCorpusBriefs(t *testing.T) {
	t.Parallel()
	var texts []string
	for _, text := range corpusBriefs(t) {
		texts = append(texts, text)
	}
	rate(t, texts, *rounds, 60)
}

// rate checks exports of texts and wants every one of them to read alike.
func rate(t *testing.T, texts []string, times, marks int) {
	t.Helper()
	all, alike := 0, 0
	for i, text := range texts {
		doc := markdown.New(text)
		for round := range times {
			r := rand.New(rand.NewPCG(uint64(i), uint64(round)))
			all++
			if checkExport(t, annotate(text, randomMarks(r, doc, marks))) {
				alike++
			}
		}
	}
	t.Logf("%d of %d marked files read as their briefs do (%.2f %%)", alike, all, 100*float64(alike)/float64(all))
	if alike < all {
		t.Fail()
	}
}
