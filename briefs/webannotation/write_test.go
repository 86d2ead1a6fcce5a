package webannotation_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/briefs/text"
	"obelus/briefs/webannotation"
	"obelus/model"
)

// update writes the golden files anew: go test -args -update.
var update = flag.Bool("update", false, "write the golden files")

// rounds is how often each text is marked at random.
var rounds = flag.Int("rounds", 1, "how often each text is marked at random")

var stamp = time.Date(2026, 3, 4, 5, 6, 7, 89, time.UTC)

// annotate makes an Annotated of text, with marks on their spans.
func annotate(brief string, marks []model.Mark) export.Annotated {
	doc := markdown.New(brief)
	a := export.Annotated{
		Brief: model.Brief{ID: "0123456789ab", Title: doc.Title(), URL: doc.FrontMatter().URL},
		Doc:   doc, Marks: marks, Labels: map[model.MarkID]model.Label{},
	}
	for i := range marks {
		m := &marks[i]
		m.Brief, m.Revision, m.Quote = a.Brief.ID, model.HashOf(brief), doc.Quote(m.Span)
		a.Labels[m.ID] = model.Label(fmt.Sprint(m.Tag.Letter(), i+1))
	}
	return a
}

func markID(n int) model.MarkID { return model.MarkID(fmt.Sprintf("0198c0de-0000-7000-8000-%012d", n)) }

// words are values that details can have, some of them made to break things.
var words = []string{
	"", "", "Pyotr Ilichov", "a | b", "</script><b>&amp;", "\x1b[31m\u202e\x00\x7f\u0085", "two\nlines\r\n\ttab", " ends white ", "日本 👩‍👩‍👧",
	`"quotes" \ and \u0041`, "\u2028\u2029", "obelus:tag", strings.Repeat("long ", 200), "\uFEFF", "\uFFFD", "opinion",
}

// extras are what other programs can have said, as it is kept, and as it never
// would be by us.
var extras = []string{
	"", "", "", `{"group":"__world__","permissions":{"read":["group:__world__"]}}`, `{"body":["https://example.org/video"],"via":["https://example.org/a/1"]}`,
	`{"creator":{"email":"mailto:a@example.org"},"obelus:note":{"language":"fr"},"target":{"selector":[{"type":"RangeSelector","startOffset":1}],"styleClass":"red"}}`,
	"{}", ` { "b" : 1.50e3 , "a" : [ ] } `, `{"id":"urn:other","obelus:tag":"sourced","@context":"x","target":"y","type":["Annotation"]}`, `{"body":{"a":1},"created":"never"}`,
}

func randomMarks(r *rand.Rand, doc *markdown.Document, n int) []model.Mark {
	var marks []model.Mark
	size := len(doc.Visible())
	for i := range n {
		if size == 0 {
			break
		}
		start := r.IntN(size)
		span, err := doc.Snap(doc.VisibleSpan(start, min(size, start+1+r.IntN(1+min(size, 1+r.IntN(200))))))
		if err != nil {
			continue
		}
		marks = append(marks, model.Mark{
			ID: markID(i), Span: span, Tag: model.Tags()[r.IntN(5)], Details: randomDetails(r), Analyst: model.Analyst("desk " + words[r.IntN(len(words))]),
			Created: stamp.Add(time.Duration(r.Int64N(1e15))), Updated: stamp.Add(time.Duration(r.Int64N(1e18))), Extra: extras[r.IntN(len(extras))],
		})
	}
	return marks
}

func randomDetails(r *rand.Rand) model.Details {
	word := func() string { return words[r.IntN(len(words))] }
	term := func(terms []model.Term) string {
		if i := r.IntN(len(terms) + 1); i < len(terms) {
			return terms[i].Value
		}
		return ""
	}
	d := model.Details{
		Speaker: word(), Quotation: model.Quotation(term(model.QuotationTerms())), Reliability: model.Reliability(term(model.ReliabilityTerms())),
		Credibility: model.Credibility(term(model.CredibilityTerms())), Basis: model.Basis(term(model.BasisTerms())), Likelihood: model.Likelihood(term(model.LikelihoodTerms())),
		Confidence: model.Confidence(term(model.ConfidenceTerms())), Status: model.Status(term(model.StatusTerms())), Note: word(),
	}
	for range r.IntN(3) {
		d.References = append(d.References, model.Reference{Title: word(), URL: word(), Date: word(), Locator: word(), Origin: word(), AddedBy: model.Analyst(word())})
	}
	return d
}

// written is what Write makes of a.
func written(tb testing.TB, a export.Annotated) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := webannotation.Write(&b, a); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// checkWritten holds what is written of a to the model's rules, and to coming
// back as it was. It returns how many marks and positions there were.
func checkWritten(tb testing.TB, a export.Annotated) (marks, positions int) {
	tb.Helper()
	out := written(tb, a)
	if again := written(tb, a); !bytes.Equal(again, out) {
		tb.Fatalf("two exports of %q differ", a.Doc.Text())
	}
	broken, n, positions := validate(out, a.Doc.Visible())
	want := append(sortedMarks(a), a.Orphans...)
	if len(broken) > 0 || n != len(want) {
		tb.Fatalf("%d marks of %q: %d annotations, %q\n%s", len(want), a.Doc.Text(), n, broken, out)
	}
	back, refused, err := webannotation.Read(out)
	if err != nil || len(refused) > 0 {
		tb.Fatalf("%v %v\n%s", err, refused, out)
	}
	var got []model.Mark
	for _, in := range back {
		got = append(got, in.Mark)
		if in.Name != "" || in.Edited != nil || !in.At.IsZero() || in.Gone {
			tb.Fatalf("%s is not ours as it came: %+v", in.Where, in)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Fatalf("the marks do not come back (-want +got):\n%s\n%s", diff, out)
	}
	return n, positions
}

// sortedMarks is the marks of a as they were confirmed, in document order.
func sortedMarks(a export.Annotated) []model.Mark {
	b := a
	b.Orphans, b.Marks = nil, append([]model.Mark{}, a.Marks...)
	for i := range b.Marks {
		for j := i; j > 0 && model.CompareMarks(b.Marks[j], b.Marks[j-1]) < 0; j-- {
			b.Marks[j], b.Marks[j-1] = b.Marks[j-1], b.Marks[j]
		}
	}
	return b.Confirmed()
}

// TestEveryMarkComesBack marks the specifications' examples, texts of our own,
// the samples and the corpus at random: each file is good, and each mark comes
// back as it was, details, times, ids and what others said included.
func TestEveryMarkComesBack(t *testing.T) {
	for name, all := range map[string][]string{"own": ownTexts(), "specifications": specExamples(t), "corpus": corpusBriefs(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			marks, positions := 0, 0
			for i, text := range all {
				doc := markdown.New(text)
				for round := range *rounds {
					r := rand.New(rand.NewPCG(uint64(i), uint64(round)))
					n, p := checkWritten(t, annotate(text, randomMarks(r, doc, 6+len(text)/2000)))
					marks, positions = marks+n, positions+p
				}
			}
			t.Logf("%d texts, %d marks came back as they were, %d of them with a position", len(all), marks, positions)
			if positions < marks*9/10 {
				t.Error("too few positions")
			}
		})
	}
}

// TestOrphansAndFinds: what is not surely on this revision stands as it was
// confirmed last, on its own.
func TestOrphansAndFinds(t *testing.T) {
	const brief = "# H\n\nThe port opened in May. Nobody said so.\n"
	doc := markdown.New(brief)
	spans := doc.Find("The port opened in May.")
	a := annotate(brief, []model.Mark{{ID: markID(1), Span: spans[0], Tag: model.Attributed, Analyst: "ines"}, {ID: markID(2), Span: doc.Find("Nobody")[0], Tag: model.Opinion}})
	was := a.Marks[0]
	was.Revision, was.Span, was.Quote = model.HashOf("old"), model.Span{Start: 3, End: 20}, model.Quote{Text: "The port may open.", Prefix: "p", Suffix: "s"}
	a.Bases = map[model.MarkID]model.Mark{was.ID: was}
	a.Unsure = map[model.MarkID]string{was.ID: was.Quote.Text}
	a.Orphans = []model.Mark{{ID: markID(3), Brief: a.Brief.ID, Revision: model.HashOf("older"), Left: model.HashOf(brief), Span: model.Span{Start: 5, End: 9}, Quote: model.Quote{Text: "gone"}, Tag: model.Sourced}}
	if marks, positions := checkWritten(t, a); marks != 3 || positions != 1 {
		t.Errorf("%d marks, %d positions; want 3, and 1", marks, positions)
	}
	out := string(written(t, a))
	for _, want := range []string{`"obelus:state": "changed"`, `"obelus:state": "placed"`, `"obelus:state": "orphaned"`, `"exact": "The port may open."`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}
}

// TestGolden is what an export looks like.
func TestGolden(t *testing.T) {
	const brief = "---\ntitle: Grain corridor\nurl: https://example.org/corridor?a=1&b=2\n---\n\n# Grain corridor\n\nThe *ministry* said 日本 “would” sail. It is too hopeful.\n"
	doc := markdown.New(brief)
	a := annotate(brief, []model.Mark{
		{ID: markID(1), Span: doc.Find("The ministry said 日本 “would” sail.")[0], Tag: model.Attributed, Analyst: "ines", Created: stamp, Updated: stamp.Add(time.Hour), Details: model.Details{
			Speaker: "the ministry", Quotation: model.Indirect, Reliability: "B", Credibility: "3", Status: model.Checked, Note: "See *below*.",
			References: []model.Reference{{Title: "Notice 4", URL: "https://example.org/n4", Date: "3 March 2026", Locator: "p. 2", Origin: "Reuters", AddedBy: "ines"}, {Title: "Log"}},
		}},
		{ID: markID(2), Span: doc.Find("It is too hopeful.")[0], Tag: model.Opinion, Analyst: "ora", Created: stamp, Updated: stamp, Extra: `{"group":"__world__"}`,
			Details: model.Details{Basis: model.Judgement, Likelihood: "unlikely", Confidence: model.Low, Status: model.Open}},
	})
	checkWritten(t, a)
	checkGolden(t, "corridor.json", written(t, a))
	a.Marks = nil
	checkWritten(t, a)
	checkGolden(t, "unmarked.json", written(t, a))
}

func checkGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// ownTexts are texts of our own, the samples among them.
func ownTexts() []string {
	list := []string{
		"", "\n\n", "no newline at the end", "\uFEFF# Title\n\nText.\n", "---\ntitle: x\nurl: not an address\n---\n\nText after it.\n",
		"---\nurl: HTTPS://example.org/a b\n---\n\nText.\n", "Claim one.[^1] Claim two[^note].\n\n[^1]: The footnote.\n\n    More of it.\n\nAgain.\n\n[^note]: Another.\n",
		"| a | b |\n|---|:-:|\n| one | two \\| three |\n| `x|y` | *z* |\n", "```\ncode <b>&amp;\n\x1b[31m\n```\n", "日本語の文。👩‍👩‍👧 e\u0301 العربية \u202eجملة.\n",
	}
	for _, s := range samples.All() {
		list = append(list, s.Text)
	}
	return list
}

const corpus = "../../../shared/corpus"

// specExamples are the Markdown halves of the specifications' examples.
func specExamples(tb testing.TB) []string {
	tb.Helper()
	example := regexp.MustCompile("(?ms)^`{32} example[^\n]*\n(.*?)^\\.\n")
	var list []string
	for _, name := range []string{"commonmark/spec.txt", "cmark-gfm/spec.txt"} {
		data, err := os.ReadFile(filepath.Join(corpus, "markdown", name))
		if err != nil {
			tb.Skipf("the corpus is not here: %v", err)
		}
		for _, m := range example.FindAllStringSubmatch(string(data), -1) {
			list = append(list, strings.ReplaceAll(m[1], "→", "\t"))
		}
	}
	return list
}

// corpusBriefs are the corpus's briefs, as brief texts.
func corpusBriefs(tb testing.TB) []string {
	tb.Helper()
	var list []string
	err := filepath.WalkDir(filepath.Join(corpus, "briefs"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".md" && filepath.Ext(path) != ".txt" {
			return err
		}
		data, err := os.ReadFile(path)
		brief := strings.ReplaceAll(string(data), "\r\n", "\n")
		if filepath.Ext(path) == ".txt" {
			brief, _ = text.ToMarkdown(brief)
		}
		list = append(list, brief)
		return err
	})
	if err != nil {
		tb.Skipf("the corpus is not here: %v", err)
	}
	return list
}
