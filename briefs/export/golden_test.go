package export_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/briefs/sentence"
	"obelus/briefs/tally"
	"obelus/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenMarks are marks of every kind on testdata/brief.md.
var goldenMarks = []struct {
	quote   string
	tag     model.Tag
	details model.Details
}{
	{"Port strike, day nine", model.Nonclaim, model.Details{}},
	{"The strike at the northern terminal entered its ninth day on Thursday.", model.Unsourced, model.Details{}},
	{"According to the harbour authority, eleven ships are waiting off the coast.", model.Sourced, model.Details{
		Reliability: "B", Credibility: "2", Status: model.Checked,
		References: []model.Reference{
			{Title: "Daily notice", URL: "https://example.org/notice", Date: "11 March 2026", Origin: "harbour authority"},
			{Title: "Traffic | map", Locator: "layer 2", Origin: "Harbour Authority", AddedBy: "maria"},
		},
	}},
	{"The union says the number is twice that.", model.Attributed, model.Details{
		Speaker: "the union", Quotation: model.Indirect, Reliability: "C", Credibility: "4", Status: model.Disputed,
		Note: "The notice of 12 March says eleven.\n\n- ask the union how it counts\n- [count of ships](https://example.org/count)",
	}},
	{"eleven ships", model.Sourced, model.Details{}},
	{"The minister \"will not negotiate under pressure\", her office wrote.", model.Attributed, model.Details{
		Speaker: "the minister’s office", Quotation: model.Mixed,
	}},
	{"A settlement before the weekend is unlikely.", model.Opinion, model.Details{
		Basis: model.Judgement, Likelihood: "unlikely", Confidence: model.Moderate,
	}},
	{"north 7 3 March", model.Unsourced, model.Details{}},
	{"Nothing has moved since Monday, two drivers said.", model.Attributed, model.Details{}},
	{"crane 5: idle", model.Unsourced, model.Details{Speaker: "kept, though nobody is named here"}},
}

// goldenBrief is testdata/brief.md with goldenMarks and an orphan.
func goldenBrief(t *testing.T) export.Annotated {
	t.Helper()
	data, err := os.ReadFile("testdata/brief.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := markdown.New(string(data))
	var marks []model.Mark
	for i, g := range goldenMarks {
		found := doc.Find(g.quote)
		if len(found) == 0 {
			t.Fatalf("%q is not in the brief", g.quote)
		}
		g.details.Status = model.Status(orElse(string(g.details.Status), string(model.Open)))
		m := model.Mark{
			ID: model.MarkID("0198c0de-0000-7000-8000-00000000000" + string("0123456789abcdef"[i])), Span: found[0], Tag: g.tag,
			Details: g.details, Analyst: "maria", Created: stamp, Updated: stamp,
		}
		marks = append(marks, m.Clone()) // so that a test may change what it likes
	}
	a := annotate(string(data), sorted(marks))
	a.Brief.Paths, a.Brief.Outlet, a.Brief.Date = []string{"/home/maria/briefs/strike.md"}, "Harbour Desk", "12 March 2026"
	a.Revision.Words = 95
	a.Units = sentence.All(doc)
	a.Tally = tally.NewCounter(doc, a.Units).Count(a.Marks)
	orphan := a.Marks[1].Clone()
	orphan.ID, orphan.Revision = "0198c0de-0000-7000-8000-0000000000ff", model.HashOf("an older text")
	orphan.Quote = model.Quote{Text: "Talks resume | on -->Friday", Prefix: "Nobody knows. ", Suffix: " The"}
	a.Orphans = []model.Mark{orphan}
	a.Unsure = map[model.MarkID]string{a.Marks[2].ID: "The old words · marked by nobody · opinion", a.Marks[3].ID: ""}
	return a
}

func orElse(value, other string) string {
	if value == "" {
		return other
	}
	return value
}

// TestGolden looks at the whole of one export, in each style of marks.
func TestGolden(t *testing.T) {
	a := goldenBrief(t)
	for _, style := range export.MarksStyles() {
		name := "annotated.md"
		if style != export.MarksHighlight {
			name = "annotated-" + string(style) + ".md"
		}
		golden(t, name, exportedIn(t, a, style))
	}
	if !checkExport(t, a) {
		t.Error("it does not read as the brief does")
	}
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s changed; go test -args -update writes it anew (-want +got):\n%s", name, diff)
	}
}

// TestGoldenComesBack: the marks are read back whole, those too that are not
// found in this revision and are listed apart.
func TestGoldenComesBack(t *testing.T) {
	a := goldenBrief(t)
	if len(a.Orphans) == 0 {
		t.Fatal("the brief has no orphans")
	}
	checkReturn(t, a, exported(t, a))
}

// TestNeverTwice: no sentence of the brief's stands in the export's comments.
func TestNeverTwice(t *testing.T) {
	out := exported(t, goldenBrief(t))
	for line := range strings.Lines(out) {
		if strings.Contains(line, "<!-- obelus:") && strings.Contains(line, "northern terminal") {
			t.Errorf("the brief's text stands in a comment: %s", line)
		}
	}
}

// TestUnitsStandInPlace: every unit of running text can be marked where it
// stands; only code is named behind its block.
func TestUnitsStandInPlace(t *testing.T) {
	for _, text := range ownTexts()[len(ownTexts())-2:] {
		doc := markdown.New(text)
		var marks []model.Mark
		code := 0
		for i, u := range sentence.All(doc) {
			if u.Kind == model.Code {
				code++
			}
			marks = append(marks, model.Mark{ID: model.MarkID(rune('a' + i)), Span: u.Span, Tag: model.Tags()[i%5], Analyst: "desk", Created: stamp, Updated: stamp})
		}
		out := exported(t, annotate(text, marks))
		if behind := strings.Count(out, "\n↑ "); behind > code {
			t.Errorf("%d of %d units are named behind their block, and %d are code:\n%s", behind, len(marks), code, out)
		}
	}
}

// TestKeyExplainsWhatIsThere: signs that only some briefs have are not explained
// in the others.
func TestKeyExplainsWhatIsThere(t *testing.T) {
	const onward, upward = "A letter with … goes on", "↑ is a mark"
	for _, c := range []struct {
		text, quote    string
		onward, upward bool
	}{
		{"One ship left.\n", "ship left", false, false},
		{"One ship left.\n\nTwo came.\n", "ship left.\n\nTwo", true, false},
		{"```\nOne ship left.\n```\n", "ship left", false, true},
	} {
		doc := markdown.New(c.text)
		out := exported(t, annotate(c.text, []model.Mark{{ID: "m", Span: doc.Find(c.quote)[0], Tag: model.Opinion, Created: stamp, Updated: stamp}}))
		if strings.Contains(out, onward) != c.onward || strings.Contains(out, upward) != c.upward {
			t.Errorf("%q marked at %q:\n%s", c.text, c.quote, out)
		}
	}
}
