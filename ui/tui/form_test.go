package tui

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// stored is the only mark in the store.
func (w world) stored() model.Mark {
	w.t.Helper()
	d := w.desk("reader")
	found, err := d.Marks(context.Background(), w.open(d))
	if err != nil || len(found.Here) != 1 {
		w.t.Fatalf("%d marks in the store, want one (%v)", len(found.Here), err)
	}
	return found.Here[0].Mark
}

func TestDetailsFirst(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.press("4 G A").shows("a4 attributed", "Speaker", "the harbour master", "⟨from text⟩", "direct", "Reliability", "Status", "Note", "enter on, keeps at the end", "esc back")
	if len(w.marks()) != 0 {
		t.Fatal("a mark was made before its details were kept")
	}
	d.press("enter right enter").write("Log of the port <https://port.example/log> 4 March").press("enter enter enter c enter 3 enter right enter").write("said by telephone")
	d.shows("C  fairly reliable", "3  possibly true", "▸checked")
	d.press("enter")
	d.shows("attributed: the harbour master", "attributed 1").lacks("Reliability")
	if got, want := d.cursor()[:8], "Shippers"; got != want {
		t.Errorf("kept, the cursor is on %q, want the next unit", got)
	}
	m := w.stored()
	want := model.Details{
		Speaker: "the harbour master", Quotation: model.Direct, Reliability: "C", Credibility: "3", Status: model.Checked, Note: "said by telephone",
		References: []model.Reference{{Title: "Log of the port", URL: "https://port.example/log", Date: "4 March", AddedBy: "ada"}},
	}
	if !sameDetails(m.Details, want) {
		t.Errorf("kept %+v,\nwant %+v", m.Details, want)
	}
	d.press("u").shows("attributed 0")
	if len(w.marks()) != 0 {
		t.Error("mark and details were not one step")
	}
}

func TestDetailsOfMark(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 80, 24)
	d.press("enter").shows("no mark here")
	d.press("5 G o k enter").shows("o5 analyst opinion", "Basis", "Likelihood", "Confidence").lacks("Speaker", "Reliability")
	d.press("j u enter l") // a choice takes letters
	d.shows("likely / probable  55–80 %", "▸ 5 likely", "1 almost no chance  01–05 %").press("enter 3 ctrl+s").shows("details of analyst opinion kept").lacks("Likelihood")
	if m := w.stored(); m.Details.Basis != model.Judgement || m.Details.Likelihood != "likely" || m.Details.Confidence != model.High {
		t.Errorf("kept %+v", m.Details)
	}
	if got := d.cursor()[:8]; got != "Shippers" {
		t.Errorf("the cursor went to %q: details do not go on", got)
	}
	d.press("enter esc").lacks("Likelihood", "Throw away")
	d.press("enter tab tab tab tab").write("half a").press("esc").shows("Throw away what you typed?", "y throw away").
		press("esc").shows("half a", "Likelihood").press("esc y").lacks("Likelihood")
	if m := w.stored(); m.Details.Note != "" {
		t.Errorf("a note was kept that was thrown away: %q", m.Details.Note)
	}
	d.press("enter ctrl+s").shows("nothing was changed")
}

func TestTagKeepsDetails(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.press("4 G A ctrl+s 4 G o 4 G a")
	if m := w.stored(); m.Details.Speaker != "the harbour master" || m.Tag != model.Attributed {
		t.Errorf("after another tag and back: %s, speaker %q", m.Tag, m.Details.Speaker)
	}
}

func TestRepeatTakesSpeaker(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.press("4 G A ctrl+s 6 G .").shows("attributed: the harbour master", "attributed 2")
	// On another day, . repeats the newest mark of mine.
	d.press("4 G x")
	if m := w.stored(); m.Details.Speaker != "the harbour master" || m.Span.Start == 0 {
		t.Errorf("repeated with speaker %q", m.Details.Speaker)
	}
	w.read("ada", 100, 30).press("3 G .").shows("attributed: the harbour master", "attributed 2")
}

func TestPasteIsNoKeys(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.press("3 G")
	d.send(tea.PasteMsg{Content: "aaa oox q"})
	d.shows("what was pasted was not taken for keys", "attributed 0")
	if d.quit {
		t.Fatal("pasted text left the program")
	}
	d.press("A")
	d.send(tea.PasteMsg{Content: "the \x1b[31mpilots\nof the port"})
	d.shows("the ␛[31mpilots of the port")
	d.press("ctrl+s")
	if m := w.stored(); m.Details.Speaker != "the ␛[31mpilots of the port" {
		t.Errorf("speaker is %q", m.Details.Speaker)
	}
}

func TestOfferSpeaker(t *testing.T) {
	tests := map[string]string{
		"According to the harbour master, eleven ships waited.":                                        "the harbour master",
		"Eleven ships waited, according to two officials.":                                             "two officials",
		"In addition, analysts suggest that both countries work together.":                             "analysts",
		"In this way it gains a partner, as Russia has pledged to provide stability.":                  "Russia",
		"Already a year ago, the head of the department, Pyotr Ilichov, stated that they are friends.": "Pyotr Ilichov",
		"The ministry has repeatedly denied the reports.":                                              "The ministry",
		"The queue will grow.":                              "",
		"He said that it was over.":                         "",
		"“It is over,” the pilot said.":                     "the pilot",
		"Iran, like Russia, is also reportedly interested.": "",
		"Mr. Orsini said no.":                               "Mr. Orsini",
	}
	for claim, want := range tests {
		if got := offerSpeaker(claim); got != want {
			t.Errorf("offerSpeaker(%q) = %q, want %q", claim, got, want)
		}
	}
}

func TestOfferReference(t *testing.T) {
	const text = "# T\n\nThe tonnage doubled.[^1] It fell in [the yearbook](https://stats.example/y), see https://port.example/log.\n\n" +
		"Fees rose, [the *Wire* says][wire]\n\n[Wire]: <https://wire.example/1> \"Wire\"\n[^1]: *Port log*, <https://port.example/2024>,\n    March 4, 2024, page 4.\n"
	tests := []struct {
		keys  string
		shows []string
	}{
		{"2 G S", []string{"⟨from text⟩", "title Port log", "date March 4, 2024", "at page 4"}},
		{"3 G S", []string{"the yearbook <https://stats.example/y>", "<https://port.example/log>"}},
		{"3 G v tab w w w w S", []string{"the yearbook <https://stats.example/y>"}},
		{"4 G S", []string{"the Wire says <https://wire.example/1>"}},
	}
	for _, tt := range tests {
		w := newWorld(t, "refs.md", text)
		d := w.read("ada", 100, 30)
		d.press(tt.keys).shows(tt.shows...)
		d.press("ctrl+s").lacks("reference missing").shows("S ▌")
		for _, r := range w.stored().Details.References {
			if r.AddedBy != "" {
				t.Errorf("%s is said to be added by %s, and the brief gives it", r, r.AddedBy)
			}
		}
	}
}

func TestFootnoteReference(t *testing.T) {
	tests := map[string]model.Reference{
		" UN, S/2023/36, 16 January 2023, para 12, https://undocs.org/s/2023/36.": {Title: "UN, S/2023/36", URL: "https://undocs.org/s/2023/36", Date: "16 January 2023", Locator: "para 12"},
		" [Report](https://a.example/r) of the ministry, pp. 3-4":                 {Title: "Report of the ministry", URL: "https://a.example/r", Locator: "pp. 3-4"},
		" Interview with the pilot, 12:40":                                        {Title: "Interview with the pilot", Locator: "12:40"},
		" 4 March 2024":                                                           {Title: "4 March 2024"},
	}
	for note, want := range tests {
		if got, ok := footnoteReference(note); !ok || got != want {
			t.Errorf("footnoteReference(%q) = %+v, want %+v", note, got, want)
		}
	}
	if _, ok := footnoteReference(" . "); ok {
		t.Error("nothing is offered as a reference")
	}
}

func TestDetailsOnLowScreen(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 60, 7)
	d.press("4 G A").shows("Speaker").lacks("Note")
	d.press("tab tab tab tab tab tab").shows("▸ Note").lacks("Speaker")
}
