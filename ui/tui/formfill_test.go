package tui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// formSizes are the screens that forms are tried on: an ordinary one, a wide
// one, and one on which they have to give way.
func formSizes() [][2]int { return [][2]int{{80, 24}, {120, 40}, {40, 10}} }

// TestChoicesSayWhatTheyMean stands on each choice in turn: every term shows
// with what it means where there is room, and the chosen one always.
func TestChoicesSayWhatTheyMean(t *testing.T) {
	tests := []struct {
		keys, choose string
		terms        []model.Term
		chosen       string
	}{
		{"4 G A tab", "m", model.QuotationTerms(), "some of each"},
		{"4 G A tab tab tab", "c", model.ReliabilityTerms(), "fairly reliable"},
		{"4 G A tab tab tab tab", "6", model.CredibilityTerms(), "truth cannot be judged"},
		{"4 G O", "a", model.BasisTerms(), "taken as given"},
		{"4 G O tab", "3", model.LikelihoodTerms(), "20–45 %"},
		{"4 G O tab", "v v right", model.LikelihoodTerms(), "95–99 %"},
		{"4 G O tab tab", "h", model.ConfidenceTerms(), "high-quality"},
		{"4 G O tab tab tab", "d", model.StatusTerms(), "something speaks"},
	}
	for _, size := range formSizes() {
		for _, tt := range tests {
			d := newWorld(t, "harbour.md", harbour).read("ada", size[0], size[1])
			d.press(tt.keys)
			if size[0] >= 80 {
				for _, term := range tt.terms {
					d.shows(term.Value + "  " + term.Meaning)
				}
			}
			d.press(tt.choose)
			if size[0] >= 80 || len(tt.chosen) < 10 {
				d.shows(tt.chosen)
			}
		}
	}
}

// TestTypeAheadOfChoices takes choices by letter, number and arrows, and
// empties them.
func TestTypeAheadOfChoices(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 100, 30)
	d.press("4 G O tab v").shows("very unlikely / highly improbable").press("v").shows("very likely / highly probable").
		press("v").shows("very unlikely / highly").press("7 right").shows("almost certain / nearly").press("left left").shows("likely / probable").
		press("backspace").shows("▸ Likelihood   —").press("left").shows("▸ Likelihood   —")
	d.press("tab tab backspace").shows("▸open") // a status always is one of its terms
}

func TestReferencesInForm(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press("4 G S").write("Log <https://a.example>").press("tab").write("Reuters").press("tab").write("Second").press("tab tab").write("Third <https://c.example> 2024 p. 3").press("ctrl+s")
		want := []model.Reference{
			{Title: "Log", URL: "https://a.example", Origin: "Reuters", AddedBy: "ada"},
			{Title: "Second", AddedBy: "ada"},
			{Title: "Third", URL: "https://c.example", Date: "2024", Locator: "p. 3", AddedBy: "ada"},
		}
		if got := w.stored().Details; !got.Equal(model.Details{Status: model.Open, References: want}) {
			t.Fatalf("%v: kept %+v", size, got.References)
		}
		// The second goes, the first is edited, the third stays as it was.
		d.press("4 G enter end").write(" 4 March").press("tab tab ctrl+u tab").lacks("Reference    Second", "Reference   Second").press("ctrl+s")
		want = []model.Reference{{Title: "Log", URL: "https://a.example", Date: "4 March", Origin: "Reuters", AddedBy: "ada"}, want[2]}
		if got := w.stored().Details.References; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%v: edited to %+v", size, got)
		}
	}
}

// TestReferenceIsCheckedAsTyped shows a message beside what cannot be kept, and
// takes it away with the mistake.
func TestReferenceIsCheckedAsTyped(t *testing.T) {
	tests := []struct{ typed, says, mended string }{
		{"Log <ftp://a.example", "> closes the address", ">"},
		{"Log <htps://a.example>", "neither http:// nor https://", ""},
		{"<https://>", "names no host", ""},
		{"Log <https://a.example> 2024-13-40", "no such date: 2024-13-40", ""},
		{"<>", "needs a title or an address", ""},
	}
	for _, tt := range tests {
		for _, size := range formSizes() {
			w := newWorld(t, "harbour.md", harbour)
			d := w.read("ada", size[0], size[1])
			d.press("4 G S").write(tt.typed).shows("!")
			if size[0] >= 80 {
				d.shows("! ", tt.says)
			}
			d.press("tab ctrl+s").shows("Reference") // it goes back to what is wrong
			if len(w.marks()) != 0 {
				t.Errorf("%q was kept", tt.typed)
			}
			d.press("ctrl+u").write("Log <https://a.example> 4 March").lacks("! ").press("ctrl+s").lacks("┌")
			if got := w.stored().Details.References; len(got) != 1 || got[0].Date != "4 March" {
				t.Errorf("mended to %+v", got)
			}
		}
	}
	newWorld(t, "harbour.md", harbour).read("ada", 100, 30).press("4 G S").write("www.port.example").shows("taken as a title; https:// makes an address").
		press("ctrl+s").shows("sourced: ")
}

// TestUsedIsOffered names speakers and references in two briefs: both are
// offered in the form, those of this brief first, filtered by what is typed.
func TestUsedIsOffered(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	here := w.read("ada", 100, 30)
	here.press("4 G A ctrl+u").write("Pilots' guild").press("tab tab").write("Log <https://a.example>").press("tab").write("Reuters").press("ctrl+s")
	other := world{t: t, store: w.store, path: filepath.Join(t.TempDir(), "other.md")}
	if err := os.WriteFile(other.path, []byte("# Other\n\nThe mayor said that it rains. Nobody knows.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	other.read("bo", 100, 30).press("2 G A ctrl+s")
	for _, size := range formSizes() {
		d := w.read("ada", size[0], size[1])
		d.press("6 G A").shows("Pilots' guild")
		if size[0] >= 80 {
			d.shows("in this brief", "The mayor", "in other briefs", "^n takes it")
		}
		d.press("ctrl+n").shows("▸ Pilots' guild").press("ctrl+n").press("ctrl+n").shows("▸ Speaker")
		d.write("mayor").lacks("guild").press("ctrl+n").shows("▸ Speaker", "The mayor").press("ctrl+p").shows("mayor").press("ctrl+p")
		if got := d.app.top().(*form).field(fieldSpeaker).value(); got != "The mayor" {
			t.Errorf("taken %q", got)
		}
		d.press("tab tab ctrl+n").shows("https://a.example", "Reuters") // its origin comes with it
		d.press("tab tab ctrl+n").press("esc y")
	}
	d := w.read("ada", 100, 30)
	d.press("6 G A").write("the mayor").press("tab tab ctrl+n ctrl+s").shows("attributed: the mayor")
	var found []desk.MarkView
	var err error
	for v, failed := range w.desk("x").Claims(context.Background(), desk.ClaimsQuery{Speaker: "the mayor", Briefs: []*desk.Opened{w.open(w.desk("x"))}}) {
		found, err = append(found, v), failed
	}
	if err != nil || len(found) != 1 || found[0].Details.References[0].Origin != "Reuters" || found[0].Details.References[0].AddedBy != "ada" {
		t.Errorf("%v: %+v", err, found)
	}
	d.press("G A tab ctrl+n").shows("nothing is offered here")
}

// TestHiddenDetailsStay keeps what does not fit the tag, and what is not
// edited, letter by letter.
func TestHiddenDetailsStay(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.desk("ada")
	o := w.open(d)
	odd := model.Details{
		Speaker: "two  blanks\u202e", Likelihood: "likely", Confidence: model.High, Status: model.Checked, Note: "one\n\n\ttwo ", Reliability: "B",
		References: []model.Reference{{Title: "a < b", Date: "some day", Locator: "p. 1", Origin: "x  y", AddedBy: "bo"}},
	}
	at := strings.Index(o.Doc.Text(), "Nobody inspected")
	if _, err := d.Tag(context.Background(), o, []desk.Tagging{{Span: model.Span{Start: at, End: at + 40}, Tag: model.Attributed, Details: &odd}}); err != nil {
		t.Fatal(err)
	}
	for _, size := range formSizes() {
		dr := w.read("ada", size[0], size[1])
		dr.press("6 G enter ctrl+s").shows("nothing was changed")
		dr.press("6 G enter").lacks("Likelihood").press("tab m ctrl+s").press("u")
		dr.press("6 G enter tab d ctrl+s")
		want := odd.Clone()
		want.Quotation = model.Direct
		if got := w.stored().Details; !got.Equal(want) {
			t.Errorf("%v: kept %+v\nwant %+v", size, got, want)
		}
		dr.press("u")
	}
}

func TestNoteOfSeveralLines(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press("4 G O tab tab tab tab")
		d.send(tea.PasteMsg{Content: "first\r\n\x1b[31msecond"})
		d.write(" 漢字👩‍👩‍👧").press("ctrl+j").write("third").press("up home").write(">")
		if got := d.app.top().(*form).at; got != 4 {
			t.Errorf("%v: up left the note from its last line, to field %d", size, got)
		}
		d.press("up up").shows("▸ Status").press("down end").press("enter")
		const want = "first\n>[31msecond 漢字👩‍👩‍👧\nthird"
		if got := strings.ReplaceAll(w.stored().Details.Note, "␛", ""); got != want {
			t.Errorf("%v: the note is %q, want %q", size, got, want)
		}
		if d.press("4 G enter"); size[1] >= 24 {
			d.shows("first", "+2")
		}
		d.press("esc").lacks("Throw away") // shown, and nothing typed
		d.press("u")
		if len(w.marks()) != 0 {
			t.Errorf("%v: mark and note were not one step", size)
		}
	}
}

// TestEscAsks loses nothing that was typed without a question, and asks none
// where nothing differs.
func TestEscAsks(t *testing.T) {
	for _, size := range formSizes() {
		d := newWorld(t, "harbour.md", harbour).read("ada", size[0], size[1])
		d.press("4 G A").write("x").press("esc").shows("y throw away").press("esc").shows("Speaker").press("backspace esc").lacks("Speaker", "y throw")
		d.press("4 G A tab tab tab b esc").shows("y throw away").press("y").lacks("Speaker")
		d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	}
}
