package sentence

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Sentences of news and court records, which people told apart (GUM, and the
// CheckThat! lab's).
const (
	gumFile     = "../../../shared/corpus/attribution/gum-sentences.tsv"
	opinionFile = "../../../shared/corpus/attribution/opinion-sentences.csv"
)

// readCorpus reads a file of the corpus, or skips the test.
func readCorpus(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the corpus is not here: ", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A score counts sentence ends: those found that are right, those found and
// those there are.
type score struct{ right, found, there int }

func (s score) f1() float64 { return 200 * float64(s.right) / float64(max(1, s.found+s.there)) }

func (s score) String() string {
	return fmt.Sprintf("precision %.1f %%, recall %.1f %%, F1 %.1f %% of %d ends",
		100*float64(s.right)/float64(max(1, s.found)), 100*float64(s.right)/float64(max(1, s.there)), s.f1(), s.there)
}

// TestNews joins the sentences of each document again and splits it. A heading,
// date or caption, which ends with no stop, stays a line of its own. GUM parts
// the sentences of a short quotation, which Split keeps whole; so the ends are
// counted with and without those in such quotations.
func TestNews(t *testing.T) {
	var rules, annex, rulesOutside, annexOutside score
	for _, doc := range newsDocuments(t) {
		quotes := pairUp(doc.text).quotes
		rules.add(doc, Split(doc.text), nil)
		annex.add(doc, uax29(doc.text), nil)
		rulesOutside.add(doc, Split(doc.text), quotes)
		annexOutside.add(doc, uax29(doc.text), quotes)
	}
	t.Logf("rules:         %v; outside short quotations %v", rules, rulesOutside)
	t.Logf("UAX #29 alone: %v; outside short quotations %v", annex, annexOutside)
	if rules.f1() < 96 {
		t.Errorf("F1 %.1f %%, want 96 %% or more", rules.f1())
	}
	if rulesOutside.f1() < 98 || rulesOutside.f1() <= annexOutside.f1() {
		t.Errorf("outside short quotations F1 %.1f %%, want 98 %% or more, and more than the annex's %.1f %%", rulesOutside.f1(), annexOutside.f1())
	}
}

// A newsDocument is a text and where its sentences end.
type newsDocument struct {
	text string
	ends map[int]bool
}

// newsDocuments reads the sentences of GUM's documents, which are in order.
func newsDocuments(t *testing.T) (docs []newsDocument) {
	t.Helper()
	last := ""
	for line := range strings.Lines(readCorpus(t, gumFile)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		name, text := fields[0], fields[len(fields)-1]
		if name == "doc" {
			continue
		}
		if name != last {
			docs = append(docs, newsDocument{ends: make(map[int]bool)})
			last = name
		}
		doc := &docs[len(docs)-1]
		doc.text += text
		doc.ends[len(doc.text)] = true
		if r, _ := before(text, len(text)); isWord(r) {
			doc.text += "\n"
		} else {
			doc.text += " "
		}
	}
	return docs
}

// add counts the ends of sentences in doc that do not lie within quotes.
func (s *score) add(doc newsDocument, sentences, quotes []Range) {
	within := func(i int) bool {
		return slices.ContainsFunc(quotes, func(q Range) bool { return q.Start <= i && i < q.End })
	}
	for end := range doc.ends {
		if !within(end) {
			s.there++
		}
	}
	for _, r := range sentences {
		end := len(strings.TrimRightFunc(doc.text[:r.End], unicode.IsSpace))
		if within(end) {
			continue
		}
		s.found++
		if doc.ends[end] {
			s.right++
		}
	}
}

// TestOpinions holds single sentences of newspapers whole, but for those with
// another sentence or a heading within.
func TestOpinions(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(readCorpus(t, opinionFile))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var whole share
	for _, row := range rows[1:] {
		whole.add(len(Split(row[0])) == 1)
	}
	t.Logf("kept whole: %v", whole)
	if whole.percent() < 95 {
		t.Errorf("kept whole: %v, want 95 %% or more", whole)
	}
}
