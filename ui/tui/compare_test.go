package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// twoAnalysts is harbour.md as ada and ora marked it: they differ in a tag, in
// edges and speaker, and in marks that one of them has; once they agree.
func twoAnalysts(t *testing.T) world {
	t.Helper()
	w := newWorld(t, "harbour.md", harbour)
	w.twoAnalysts()
	return w
}

func (w world) twoAnalysts() {
	w.read("ada", 80, 24).press("3 G - 4 G a 5 G a 6 G -")
	w.read("ora", 80, 24).press("3 G o 4 G a 5 G v e e e a 7 G o")
}

// of are the marks of one analyst in the store: "attributed: The port …".
func (w world) of(analyst model.Analyst) []string {
	w.t.Helper()
	d := w.desk(analyst)
	found, err := d.Marks(context.Background(), w.open(d))
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, m := range found.Here {
		if m.Analyst == analyst {
			out = append(out, string(m.Tag)+": "+m.Quote.Text)
		}
	}
	return out
}

func TestCompareWalks(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size.w, size.h), func(t *testing.T) {
			d := twoAnalysts(t).read("ada", size.w, size.h)
			d.press("2 G d").shows("┌ Comparing with ora · 1/4, 0 settled", "│ mine ", "│ ora", "u3 unsourced", "o3 analyst opinion",
				"they differ in tag", "t theirs", "m mine", "n neither", "└ t theirs")
			want := []string{"The port authority", "Shippers say", "Nobody inspected", "The rules look"}
			for i, words := range want {
				if !strings.HasPrefix(d.cursor(), words) {
					t.Errorf("difference %d is on %q, the text stands on %q", i+1, words, d.cursor())
				}
				y := d.row("┌ Comparing")
				bottom := d.row("└ t theirs")
				sign := d.row("▸")
				if sign < 0 || sign >= y && sign <= bottom {
					t.Errorf("the words of difference %d are on row %d, the sheet on %d to %d:\n%s", i+1, sign, y, bottom, d.screen())
				}
				d.press([]string{"j", "]", "down", "j"}[i])
			}
			d.shows("4/4, 0 settled", "the last difference", "no mark here", "only ora marked this")
			d.press("k").shows("3/4", "only you marked this").press("[").shows("2/4", "they differ in edges").press("g").shows("1/4").press("G").shows("4/4").press("3 k").shows("1/4")
			d.press("k").shows("the first difference").press("j enter").lacks("Comparing")
			if !strings.HasPrefix(d.cursor(), "Shippers say") || d.app.top().kind() != ModeReader {
				t.Errorf("enter stayed at %q", d.cursor())
			}
			d.press("2 G d j j")
			d.send(tea.MouseWheelMsg{X: 9, Y: 9, Button: tea.MouseWheelDown})
			d.shows("3/4").press("esc").lacks("Comparing")
			if !strings.HasPrefix(d.cursor(), "By the desk") {
				t.Errorf("esc went to %q", d.cursor())
			}
			if d.press("d q"); d.quit {
				t.Error("q among the differences left the program")
			}
			d.press("d ?").shows("theirs: your mark becomes what theirs is").lacks("…").press("q").shows("┌ Comparing")
		})
	}
}

// TestCompareBesidePanel: the sheet of a difference lies over the text alone
// where the panel of marks is open beside it.
func TestCompareBesidePanel(t *testing.T) {
	d := twoAnalysts(t).read("ada", 120, 40)
	d.press("p")
	column := func(row, text string) int { return len([]rune(row[:strings.Index(row, text)])) }
	panel := column(strings.Split(d.screen(), "\n")[0], "┌ Marks")
	d.press("tab d").shows("┌ Comparing with ora")
	for _, row := range strings.Split(d.screen(), "\n") {
		if strings.Contains(row, "┌ Comparing") && column(row, "─┐") >= panel {
			t.Errorf("the sheet lies over the panel, which begins at %d: %q", panel, row)
		}
	}
}

func TestCompareSettles(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size.w, size.h), func(t *testing.T) {
			w := twoAnalysts(t)
			was, theirs := w.of("ada"), w.of("ora")
			d := w.read("ada", size.w, size.h)
			d.press("d t").shows("2/4, 1 settled", "settled: theirs", "u undoes", "they differ in edges")
			if got := w.of("ada"); !strings.HasPrefix(got[0], "opinion: The port authority") || len(got) != len(was) {
				t.Errorf("theirs: %q", got)
			}
			d.press("g").shows("1/4, 1 settled", "settled: theirs by you", "o3b analyst opinion")
			d.press("j m").shows("3/4, 2 settled")
			if got := w.of("ada"); got[2] != was[2] {
				t.Errorf("mine: %q", got)
			}
			d.press("n").shows("3/3, 2 settled", "settled: neither · ", "only ora marked this") // neither has one there now
			if got := w.of("ada"); len(got) != len(was)-1 {
				t.Errorf("neither: %q", got)
			}
			d.press("t").shows("3/3, 3 settled", "settled: theirs, all are settled").press("g").shows("settled: theirs by you")
			if got := w.of("ada"); len(got) != len(was) || !strings.HasPrefix(got[len(got)-1], "opinion: The rules look") {
				t.Errorf("a mark that only ora had: %q", got)
			}
			d.press("u u u u").shows("1/4, 0 settled", "they differ in tag", "undone")
			if got := w.of("ada"); !slices.Equal(got, was) {
				t.Errorf("undone: %q, was %q", got, was)
			}
			d.press("ctrl+r").shows("1 settled")
			if got := w.of("ora"); !slices.Equal(got, theirs) {
				t.Errorf("ora's marks were changed: %q, were %q", got, theirs)
			}
			w.read("ora", size.w, size.h).press("d g").shows("1 settled", "settled: theirs by ada", "┌ Comparing with ada")
		})
	}
}

// TestCompareWithWhom: nobody, nobody's mark of mine, several.
func TestCompareWithWhom(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("ada", 80, 24).press("d").shows("nobody else marked this brief").press("3 G a d").shows("nobody else").lacks("Comparing")
	w.read("ora", 80, 24).press("d").shows("you have no marks here to compare").press("3 G a")
	d := w.read("ada", 80, 24).press("d").shows("no differences: 1 claim the same by both").press("t").shows("nothing to settle").press("esc")
	if d.app.top().kind() != ModeReader {
		t.Errorf("esc is in mode %s", d.app.top().kind())
	}
	w.read("kim", 80, 24).press("3 G o 4 G o")
	d.press("ctrl+l")
	d = w.read("ada", 80, 24).press("d").shows("Compare with 2", "kim", "2 marks", "ora", "1 mark").press("j enter").shows("no differences: 1 claim the same").press("esc")
	d.press("d enter").shows("┌ Comparing with kim · 1/2").press("esc d esc").lacks("Comparing")
	d.press(":").write("another analyst").press("enter").shows("Compare with 2")
}

// TestCompareSeesOtherWindows: what another window changes shows, and what was
// settled there; a difference that was changed meanwhile is not settled.
func TestCompareSeesOtherWindows(t *testing.T) {
	w := twoAnalysts(t)
	d := w.read("ada", 80, 24).press("d").shows("1/4", "u3 unsourced")
	w.read("ora", 80, 24).press("3 G s")
	d.press("t").shows("meanwhile", "0 settled", "sourced")
	if got := w.of("ada"); !strings.HasPrefix(got[0], "unsourced") {
		t.Errorf("it was settled all the same: %q", got)
	}
	w.read("ora", 80, 24).press("d m")
	d.send(ticked{stamp: "new"})
	d.shows("1/4, 1 settled", "settled: mine by ora")
	d.press("t").shows("2/4, 1 settled").press("g").shows("settled: theirs by you")
}

// TestCompareSaysDetails: what differs in details is said, also what the sheet has
// no other place for.
func TestCompareSaysDetails(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	for who, confidence := range map[model.Analyst]model.Confidence{"ada": "", "ora": model.Moderate} {
		d := w.desk(who)
		o := w.open(d)
		if _, err := d.Tag(context.Background(), o, []desk.Tagging{{Span: o.Units()[2].Span, Tag: model.Opinion, Details: &model.Details{Confidence: confidence}}}); err != nil {
			t.Fatal(err)
		}
	}
	w.read("ada", 80, 24).press("d").shows("they differ in confidence (none, moderate)")
}

// TestCompareSaysAllThatDiffers: what does not fit on one line goes on below.
func TestCompareSaysAllThatDiffers(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	for who, details := range map[model.Analyst]model.Details{
		"ada": {Speaker: "the harbour master", Quotation: model.Direct, Reliability: "B"},
		"ora": {Speaker: "the port authority", Quotation: model.Indirect, Reliability: "C"},
	} {
		d := w.desk(who)
		o := w.open(d)
		if _, err := d.Tag(context.Background(), o, []desk.Tagging{{Span: o.Units()[3].Span, Tag: model.Attributed, Details: &details}}); err != nil {
			t.Fatal(err)
		}
	}
	w.read("ada", 80, 24).press("d").shows("they differ in speaker (the harbour master, the port authority)", "reliability (B, C)")
}

// unsettled is a desk that fails to settle as long as err is set.
type unsettled struct {
	worker
	err *error
}

func (u unsettled) Settle(ctx context.Context, o *desk.Opened, d desk.Difference, c desk.Choice) (desk.Outcome, error) {
	if *u.err != nil {
		return desk.Outcome{}, *u.err
	}
	return u.worker.Settle(ctx, o, d, c)
}

// TestCompareKeepsWhatWaits: what could not be written is shown as such, and is
// written when it can be.
func TestCompareKeepsWhatWaits(t *testing.T) {
	w := twoAnalysts(t)
	failure := errors.New("the disk is full: make room")
	own := w.desk("ada")
	d := drive(t, unsettled{own, &failure}, Options{Opened: w.open(own), Theme: theme.Dark}, 100, 30)
	d.press("d t").shows("not kept: the disk is full", "2/4, 1 settled").press("g").shows("being settled: theirs").press("m").shows("it is being settled")
	failure = nil
	d.send(ticked{})
	d.shows("settled: theirs by you")
	if got := w.of("ada"); !strings.HasPrefix(got[0], "opinion: The port") {
		t.Errorf("kept: %q", got)
	}
}

// TestCompareHostileNames: what an analyst is called acts on no terminal.
func TestCompareHostileNames(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("ada", 80, 24).press("3 G a")
	w.read("o\x1b[2Jra\u202e", 80, 24).press("3 G o")
	d := w.read("ada", 80, 24).press("d").shows("1/1")
	if strings.Contains(strings.Join(d.app.screen(), "\n"), "\x1b[2J") {
		t.Error("the name reached the terminal as it is")
	}
	d.send(tea.WindowSizeMsg{Width: 24, Height: 7})
	if wrong := d.wrong(); wrong != "" {
		t.Error(wrong)
	}
}
