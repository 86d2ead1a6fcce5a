package tui

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// newMarkedWorld is a store with three briefs, of which two have marks; what the
// last one's speaker is called was told.
func newMarkedWorld(t *testing.T) (world, *desk.Desk) {
	t.Helper()
	w, d := newShelfWorld(t, "Grain corridor", "Port security", "Ferry strike")
	ctx := context.Background()
	tag := func(title string, unit int, tag model.Tag, details model.Details) {
		entries, err := d.Shelf(ctx, title)
		if err != nil || len(entries) != 1 {
			t.Fatal(len(entries), err)
		}
		o, err := d.OpenID(ctx, entries[0].Brief.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Tag(ctx, o, []desk.Tagging{{Span: o.Units()[unit-1].Span, Tag: tag, Details: &details}}); err != nil {
			t.Fatal(err)
		}
	}
	tag("ferry", 2, model.Attributed, model.Details{Speaker: "the union"})
	tag("ferry", 4, model.Opinion, model.Details{Note: "ask the harbour master"})
	tag("port", 3, model.Unsourced, model.Details{})
	if _, err := d.SameSpeaker(ctx, "Dockers of the North", "The Union"); err != nil {
		t.Fatal(err)
	}
	return w, d
}

// Marks are found by their words, speakers and notes, and opened where they
// stand; the finds are there again after that.
func TestShelfOpensAtMarks(t *testing.T) {
	for _, size := range sizes {
		_, d := newMarkedWorld(t)
		s := drive(t, d, Options{Theme: theme.Dark}, size.w, size.h)
		s.press("/").write("sentence").shows("3 marks", "A a2", "O o4", "÷ u3", "Ferry strike", "Port security", "the union").lacks("Grain")
		s.press("enter").shows("1/2").press("G").shows("mark 3/3").press("k k").shows("mark 1/3").press("k").shows("2/2").press("j j")
		s.opensHit().press("q").shows("filter: sentence", "mark 2/3").press("k")
		s.opensHit().press("esc").shows("mark 1/3").press("x").shows("go up to its brief").press("esc").shows("Grain corridor").lacks("3 marks")
	}
}

// opensHit presses enter on a mark of the shelf, and sees that the reader stands
// on it.
func (d *driver) opensHit() *driver {
	d.t.Helper()
	hit, ok := d.app.shelf.mark()
	d.press("enter").shows("READ", hit.brief.Brief.Title)
	r := d.app.reader
	i := slices.IndexFunc(r.marks.all, func(m model.Mark) bool { return m.ID == hit.ID })
	if !ok || i < 0 || r.cursor != r.marks.all[i].Span {
		d.t.Errorf("%q was opened at %v, not at mark %d", hit.brief.Brief.Title, r.cursor, i)
	}
	return d
}

// What a speaker is called finds its marks, a note does, and so does a word of
// the title together with one of the mark.
func TestShelfFindsWhatMarksSay(t *testing.T) {
	_, d := newMarkedWorld(t)
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	s.press("/").write("NORTH dockers").shows("1 mark", "A a2", "the union").press("esc esc")
	s.press("/").write("harbour").shows("1 mark", "O o4", "note: ask the harbour").press("esc esc")
	s.press("/").write("port stands").shows("1 mark", "÷ u3").lacks("Ferry").press("esc esc")
	s.press("/").write("port").shows("Port security").lacks("1 mark", "Ferry").press("esc esc") // the title alone is no mark's
	s.press("/").write("sentence union zzz").shows("no brief holds").press("esc esc")
	s.press("/").write("union").press("down down").shows("mark 1/1").press("enter").shows("READ", "Ferry strike") // from the prompt itself
	s.press("x q").shows("no brief holds").press("esc")                                                           // it was removed
}

// A mark that was found tells who its speaker is; the shelf's undo takes it back.
func TestShelfTellsSpeakers(t *testing.T) {
	for _, size := range sizes {
		_, d := newMarkedWorld(t)
		s := drive(t, d, Options{Theme: theme.Dark}, size.w, size.h)
		s.press(":").write("same").shows("no mark with a speaker here").press("esc")
		s.press("/").write("union").press("enter j :").write("same").press("enter").shows("the union is the same as", "Dockers of the North").press("esc")
		s.press(":").write("same").press("enter enter").shows("nothing to change")
		s.press("u").shows("undone").press("/").press("ctrl+u").write("dockers").shows("no brief holds")
	}
}

// The words of a mark that has no place any more are found, and the panel shows
// it.
func TestShelfFindsOrphans(t *testing.T) {
	w, d := newMarkedWorld(t)
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	s.press("/").write("union").press("enter j enter").shows("READ").press("q")
	path := strings.Replace(w.path, "first.md", "c.md", 1)
	if err := os.WriteFile(path, []byte("# Ferry strike\n\nNothing of it is left here, not one word of what was.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.press("enter").shows("not in this text").press("p").shows("Orphans")
}

// An answer to a question that nobody asks any more is dropped; what was shown
// stays until the newest is there.
func TestShelfDropsStaleFinds(t *testing.T) {
	_, d := newMarkedWorld(t)
	holding := true
	s := driveHolding(t, d, Options{Theme: theme.Dark}, 100, 24, func(msg tea.Msg) bool {
		_, found := msg.(shelfNarrowed)
		return found && holding
	})
	s.press("/").write("ferry").shows("Grain corridor", "/ferry") // typed, and not found yet
	if len(s.held) < 5 {
		t.Fatalf("%d answers were kept back", len(s.held))
	}
	s.press("esc esc").shows("Grain corridor", "Port security", "Ferry strike")
	holding = false
	s.release()
	s.shows("Grain corridor", "Port security", "Ferry strike").lacks("filter:")
}

// A folder's briefs are found by their marks as well.
func TestFolderFindsMarks(t *testing.T) {
	w, d := newMarkedWorld(t)
	entries, _, err := d.Folder(context.Background(), strings.TrimSuffix(w.path, "first.md"))
	if err != nil {
		t.Fatal(err)
	}
	s := drive(t, d, Options{Entries: entries, Theme: theme.Dark}, 100, 24)
	s.press("/").write("dockers").shows("1 mark", "Ferry strike").lacks("Grain").press("enter G enter").shows("READ", "Ferry strike")
}

// TestShelfHitSizes draws finds at many sizes, of marks that mean harm: nothing
// leaves the screen, and the cursor is always on it.
func TestShelfHitSizes(t *testing.T) {
	_, d := newMarkedWorld(t)
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	rows := make([]row, 40)
	var hits []markHit
	for i := range rows {
		rows[i].Brief.Title = strings.Repeat("港 \x1b[31mtitle ", i%5)
		for n := range i % 4 {
			text := strings.Repeat("الميناء 港 \x1b[31m\u202efind me é́́ 👨‍👩‍👧‍👦 ", n+i%3) + "find"
			hits = append(hits, markHit{&rows[i], &desk.FoundMark{ID: model.MarkID(fmt.Sprint(i, n)), Tag: model.Tags()[n], Text: text, Speaker: text, Note: "find"}})
		}
	}
	for _, w := range []int{20, 30, 40, 60, 80, 100, 200} {
		for _, h := range []int{5, 8, 12, 24, 60} {
			s.resize(w, h)
			for _, at := range []int{0, 39, 40, 70, len(rows) + len(hits) - 1} {
				s.app.shelf.query = s.app.shelf.index.Query("find")
				s.app.shelf.shown, s.app.shelf.hits, s.app.shelf.at = rows, hits, at
				content := s.app.View().Content
				if strings.Contains(content, "\x1b[31m") || strings.Contains(content, "\u202e") {
					t.Fatal("a control of a mark reached the terminal")
				}
				for y, line := range strings.Split(content, "\n") {
					if got := uv.NewStyledString(line).Bounds().Dx(); got > w || y >= h {
						t.Fatalf("at %d×%d row %d is %d wide: %q", w, h, y, got, line)
					}
				}
				if l := s.app.shelfLayout(); !strings.Contains(content, "▸") && l.hits > 0 {
					t.Fatalf("at %d×%d the cursor at %d is out of sight", w, h, at)
				}
			}
		}
	}
}

// TestShelfHitInLittleRoom: what was typed is shown in any room, however little
// that is and however long the mark's words are.
func TestShelfHitInLittleRoom(t *testing.T) {
	_, d := newMarkedWorld(t)
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	s.press("/").write("find")
	hit := markHit{FoundMark: &desk.FoundMark{Text: strings.Repeat("many words ", 50_000) + "find it"}}
	for room := -2; room < 40; room++ {
		before, word, after := s.app.about(hit, room)
		if got := s.app.wide(before + word + after); got > max(room, 1) {
			t.Errorf("%q takes %d of %d cells", before+word+after, got, room)
		}
		if room > 5 && word != "find" {
			t.Errorf("%q is shown of it in %d cells", before+word+after, room)
		}
	}
	if before, _, after := s.app.about(hit, 40); before != "…words many words many words " || after != " it" {
		t.Errorf("in 40 cells: %q %q", before, after)
	}
}

// manyMarks is a worker whose marks are made up, beside a shelf of made-up
// briefs.
type manyMarks struct {
	*desk.Desk
	index *desk.MarkIndex
}

func (m manyMarks) MarkLabels(_ context.Context, id model.BriefID) (map[model.MarkID]model.Label, error) {
	labels := map[model.MarkID]model.Label{}
	found, _ := m.index.Query("harbour").In(id, "", nil)
	for i, f := range found {
		labels[f.ID] = model.Label(f.Tag.Letter() + itoa(i+2))
	}
	return labels, nil
}

func (m manyMarks) MarkIndex(context.Context, *desk.MarkIndex) (*desk.MarkIndex, error) {
	return m.index, nil
}
