package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/ui/theme"
)

// sought is a brief with one thing to find in each place where words can stand.
const sought = `# Strike at the Zürich depot

The crew **left the
depot** on Monday. Nobody saw Amber leave, said Zoë.

| ship  | berth |
|-------|-------|
| Amber | ninth |

The café was shut; the Cafe opened.[^1] Ámber is a name.

[^1]: The log of the depot, page nine.
`

// seek begins the brief with what hold keeps back.
func seek(t *testing.T, hold func(tea.Msg) bool) *driver {
	t.Helper()
	w := newWorld(t, "sought.md", sought)
	d := w.desk("ada")
	return driveHolding(t, d, Options{Opened: w.open(d), Theme: theme.Dark}, 100, 30, hold)
}

func TestSearch(t *testing.T) {
	for _, c := range []struct{ name, words, cursor, shows string }{
		{"across emphasis and a line's end", "left the depot", "The crew left the depot on Monday.", "/left the depot 1/1"},
		{"in a cell", "ninth", "ninth", "/ninth 1/1"},
		{"in a footnote", "page nine", "The log of the depot, page nine.", "/page nine 1/1"},
		{"without the accent", "zoe", "Nobody saw Amber leave, said Zoë.", "/zoe 1/1"},
		{"with the accent", "café", "The café was shut; the Cafe opened.", "/café 1/1"},
		{"without accents, all of them", "cafe", "The café was shut; the Cafe opened.", "/cafe 1/2"},
		{"a capital", "Cafe", "The café was shut; the Cafe opened.", "/Cafe 1/1"},
		{"small letters, round the end", "amber", "Nobody saw Amber leave, said Zoë.", "/amber 1/3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := seek(t, nil)
			d.press("/").write(c.words).press("enter").shows(c.shows)
			if got := d.cursor(); got != c.cursor {
				t.Errorf("the cursor is on %q", got)
			}
		})
	}
}

// TestSearchBeforeTheIndex searches while the index is made: keys work, and the
// first hit comes when the index does.
func TestSearchBeforeTheIndex(t *testing.T) {
	d := seek(t, func(msg tea.Msg) bool { _, ok := msg.(indexed); return ok })
	d.press("/").write("amber").press("enter").shows("/amber …/…", "searching …")
	d.press("n").shows("searching …")
	d.press("j")
	if got := d.cursor(); got != "The crew left the depot on Monday." {
		t.Errorf("the cursor is on %q", got)
	}
	d.release()
	d.shows("/amber 1/3").lacks("searching")
	if got := d.cursor(); got != "Nobody saw Amber leave, said Zoë." {
		t.Errorf("the cursor is on %q", got)
	}
}

func TestSearchClearedBeforeTheIndex(t *testing.T) {
	d := seek(t, func(msg tea.Msg) bool { _, ok := msg.(indexed); return ok })
	d.press("/").write("amber").press("enter esc").lacks("/amber")
	before := d.cursor()
	d.release()
	d.lacks("/amber")
	if got := d.cursor(); got != before {
		t.Errorf("the cursor went to %q", got)
	}
}

// TestSearchBeforeTheCount goes on among hits that are not counted.
func TestSearchBeforeTheCount(t *testing.T) {
	d := seek(t, func(msg tea.Msg) bool { _, ok := msg.(hitsCounted); return ok })
	d.press("/").write("amber").press("enter").shows("/amber …/…")
	d.press("n").shows("/amber …/…")
	if got := d.cursor(); got != "Amber" {
		t.Errorf("the cursor is on %q", got)
	}
	d.press("N N").shows("went on from the end")
	if got := d.cursor(); got != "Ámber is a name." {
		t.Errorf("the cursor is on %q", got)
	}
	d.press("n").shows("went on from the beginning").press("2 n")
	d.release()
	d.shows("/amber 3/3")
}

// TestStaleHits gives answers to a search that another one followed.
func TestStaleHits(t *testing.T) {
	d := seek(t, func(msg tea.Msg) bool { _, ok := msg.(hitsCounted); return ok })
	d.press("/").write("amber").press("enter /").write("depot").press("enter").shows("/depot …/…")
	d.release()
	d.shows("/depot 3/3").lacks("/amber")
}

// TestKeysWaitForTheHit types on before the first hit has come: the key finds
// the hit.
func TestKeysWaitForTheHit(t *testing.T) {
	d := seek(t, nil)
	d.hold = func(msg tea.Msg) bool { _, ok := msg.(hitFound); return ok }
	d.press("/").write("ninth").press("enter o")
	if got := d.app.reader.marks.all; len(got) != 0 {
		t.Fatalf("marked %v", got)
	}
	d.release()
	if got := d.app.reader.marks.all; len(got) != 1 || d.app.reader.opened.Doc.VisibleOf(got[0].Span) != "ninth" {
		t.Errorf("marked %v", got)
	}
}

// TestRankAfterMoving goes on from the cursor once that was moved.
func TestRankAfterMoving(t *testing.T) {
	d := seek(t, nil)
	d.press("/").write("depot").press("enter").shows("/depot 1/3")
	d.press("G").shows("/depot 1/3").press("N").shows("/depot 2/3").press("g n").shows("/depot 1/3")
	d.press("n n n").shows("/depot 1/3", "went on from the beginning")
}

// TestHitsOnScreen lights all hits that show, and no more than those.
func TestHitsOnScreen(t *testing.T) {
	w := newWorld(t, "long.md", strings.Repeat("An amber light.\n\n", 400))
	d := w.read("ada", 80, 24)
	d.press("/").write("amber").press("enter").shows("/amber 1/400")
	for _, keys := range []string{"", "space", "G", "ctrl+u"} {
		d.press(keys)
		shown := d.app.reader.shown()
		lit := d.app.reader.search.lit
		words := strings.Count(d.app.reader.opened.Doc.Text()[shown.Start:shown.End], "amber")
		if lit.span != shown || len(lit.hits) != words || words == 0 {
			t.Errorf("after %q %d hits are lit in %v; %d stand in %v", keys, len(lit.hits), lit.span, words, shown)
		}
	}
	d.press("esc")
	if n := len(d.app.reader.search.lit.hits); n != 0 {
		t.Errorf("%d hits are lit after esc", n)
	}
}

// TestManyHits has no bound on hits.
func TestManyHits(t *testing.T) {
	const times = 30_000
	w := newWorld(t, "many.md", strings.Repeat("xy ", times))
	d := w.read("ada", 80, 24)
	d.press("/ x enter").shows(fmt.Sprintf("/x 1/%d", times)).press("N").shows(fmt.Sprintf("/x %d/%d", times, times))
}
