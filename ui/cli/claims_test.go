package cli

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// claimsOf are n marks, ten in a brief, with what JSON and a terminal trip over.
func claimsOf(n int) []desk.MarkView {
	var views []desk.MarkView
	for i := range n {
		m := model.Mark{
			ID: model.MarkID(fmt.Sprint("mark", i)), Brief: model.BriefID(fmt.Sprintf("%012d", i/10)), Tag: model.Attributed,
			Quote:   model.Quote{Text: fmt.Sprintf("words <%d> & \u202e\u0085\x7f “quoted”", i)},
			Details: model.Details{Speaker: strings.Repeat("x", 1+i%40), Status: model.Open, Note: "one\n=two"},
			Analyst: "kim",
		}
		if i%3 == 0 {
			m.Details.References = []model.Reference{{Title: "Log"}}
		}
		views = append(views, desk.MarkView{Mark: m, Label: model.Label(fmt.Sprint("a", i)), Title: "A \"title\"", State: model.Placed})
	}
	return views
}

// one yields views, and then an error where there is one.
func one(views []desk.MarkView, err error) iter.Seq2[desk.MarkView, error] {
	return func(yield func(desk.MarkView, error) bool) {
		for _, v := range views {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(desk.MarkView{}, err)
		}
	}
}

// TestStreamedJSON: one by one or all at once, the array is the same letter by
// letter.
func TestStreamedJSON(t *testing.T) {
	for _, n := range []int{0, 1, 2, 35} {
		var whole, streamed bytes.Buffer
		cmd := &cobra.Command{}
		cmd.SetOut(&whole)
		if err := printJSON(cmd, orEmpty(claimsOf(n), toMarkJSON)); err != nil {
			t.Fatal(err)
		}
		cmd.SetOut(&streamed)
		out := newStreamed(cmd)
		if got, err := printMarks(one(claimsOf(n), nil), claimList{&jsonList{out: out}}, out); err != nil || got != n {
			t.Fatal(got, err)
		}
		if whole.String() != streamed.String() {
			t.Errorf("%d marks: streamed\n%s\nwant\n%s", n, streamed.String(), whole.String())
		}
	}
}

// ticks counts how often something is written.
type ticks struct {
	bytes.Buffer
	n int
}

func (t *ticks) Write(p []byte) (int, error) { t.n++; return t.Buffer.Write(p) }

// TestStreamedByBrief: what is found in a brief is printed before the next is
// read, also where that fails.
func TestStreamedByBrief(t *testing.T) {
	shapes := map[string]func(*streamed) markPrinter{
		"json": func(out *streamed) markPrinter { return claimList{&jsonList{out: out}} },
		"csv":  func(out *streamed) markPrinter { return newCSVMarks(out) },
	}
	for name, shape := range shapes {
		var w ticks
		cmd := &cobra.Command{}
		cmd.SetOut(&w)
		out := newStreamed(cmd)
		broken := errors.New("the store is held")
		n, err := printMarks(one(claimsOf(30), broken), shape(out), out)
		if n != 30 || !errors.Is(err, broken) || w.n < 3 || strings.HasSuffix(w.String(), "]\n") {
			t.Errorf("%s: %d marks in %d pieces, %v: %q", name, n, w.n, err, w.String())
		}
	}
}

// TestLongTable: rows behind the first ones are set as those were, cut on a
// terminal and whole elsewhere.
func TestLongTable(t *testing.T) {
	views := claimsOf(3 * tableRows)
	views[tableRows+7].Details.Speaker = "somebody whose name is longer than all of those that came before"
	for _, width := range []int{0, 80} {
		var w bytes.Buffer
		cmd := &cobra.Command{}
		cmd.SetOut(&w)
		out := newStreamed(cmd)
		if _, err := printMarks(one(views, nil), newClaimRows(out, width), out); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(w.String(), "\n"), "\n")
		want := 1 + len(views)
		if width > 0 {
			want += (len(views) + 9) / 10 // titles
		}
		if len(lines) != want || !strings.HasPrefix(lines[0], "MARK") || strings.Count(w.String(), "MARK ") != 1 {
			t.Fatalf("width %d: %d lines", width, len(lines))
		}
		for _, l := range lines {
			if width > 0 && ansi.StringWidth(l) > width {
				t.Errorf("a line of %d cells: %q", ansi.StringWidth(l), l)
			}
		}
		if whole := strings.Contains(w.String(), views[tableRows+7].Details.Speaker); whole != (width == 0) {
			t.Errorf("width %d: the long name is whole: %v", width, whole)
		}
	}
	few := claimsOf(tableRows - 1)
	var w bytes.Buffer
	cmd := &cobra.Command{}
	cmd.SetOut(&w)
	out := newStreamed(cmd)
	rows := newClaimRows(out, 0)
	for _, v := range few {
		if err := rows.mark(v); err != nil {
			t.Fatal(err)
		}
	}
	want := rows.table.render(0)
	if err := errors.Join(rows.end(), out.flush()); err != nil || w.String() != want {
		t.Errorf("%v: a short table is\n%s\nwant\n%s", err, w.String(), want)
	}
}

// TestClaimRowsFit: whatever the words are, a line of the table is not wider
// than its terminal, and every brief's marks stand below its title.
func TestClaimRowsFit(t *testing.T) {
	odd := []string{"世界人権宣言は、すべての人民とすべての国とが達成すべき共通の基準", "وزارة الخارجية قالت إن السفن ستبحر مرة أخرى", "e\u0301\u0301\u0301 👩‍👩‍👧‍👦 family\u200d", "\x1b[31mred\u202eevil\tand\nmore", strings.Repeat("long ", 60), ""}
	for _, width := range []int{20, 40, 80, 95, 96, 120, 200} {
		var w bytes.Buffer
		cmd := &cobra.Command{}
		cmd.SetOut(&w)
		out := newStreamed(cmd)
		var views []desk.MarkView
		for i := range 60 {
			v := desk.MarkView{Label: "a14b", Title: odd[i%len(odd)], State: model.Placed, Mark: model.Mark{Brief: model.BriefID(fmt.Sprintf("%012d", i/10)),
				Tag: model.Tags()[i%4], Quote: model.Quote{Text: odd[(i/2)%len(odd)]}, Details: model.Details{Speaker: odd[(i/3)%len(odd)], Status: model.Checked}}}
			if i%3 == 0 {
				v.Details.References = []model.Reference{{URL: "https://example.org/" + odd[i%len(odd)]}}
			}
			if i%7 == 0 {
				v.State, v.Found = model.Changed, true
			}
			views = append(views, v)
		}
		if _, err := printMarks(one(views, nil), newClaimRows(out, width), out); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(w.String(), "\n"), "\n")
		if len(lines) != 1+6+60 {
			t.Errorf("width %d: %d lines", width, len(lines))
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > width || strings.Contains(l, "\x1b") {
				t.Errorf("width %d: a line of %d cells: %q", width, ansi.StringWidth(l), l)
			}
		}
		if got := strings.Contains(lines[0], "STATUS"); width >= 80 && got != (width >= statusFrom) {
			t.Errorf("width %d: heads %q", width, lines[0])
		}
	}
}
