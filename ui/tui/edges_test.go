package tui

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"obelus/model"
)

// kept are the marks in the store.
func (w world) kept(t fataler) []model.Mark {
	d := w.desk("reader")
	found, err := d.Marks(context.Background(), w.open(d))
	if err != nil {
		t.Fatalf("%v", err)
	}
	marks := make([]model.Mark, len(found.Here))
	for i, m := range found.Here {
		marks[i] = m.Mark
	}
	return marks
}

type fataler interface{ Fatalf(string, ...any) }

// Moving the edges of a mark keeps the mark, its id and its details.
func TestEdges(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size.w, size.h), func(t *testing.T) {
			w := newWorld(t, "harbour.md", harbour)
			d := w.read("ada", size.w, size.h)
			d.press("5 G A ctrl+s k")
			was := w.kept(t)[0]
			d.press("v").shows("EDGES of a5", "keep the edges", "another mark")
			d.press(",").lacks("kept").press("enter").shows("a5 now reads “Shippers say that", "u undoes")
			now := w.kept(t)
			if len(now) != 1 || now[0].ID != was.ID || !now[0].Created.Equal(was.Created) || now[0].Details.Speaker != "Shippers" || now[0].Tag != model.Attributed {
				t.Fatalf("the mark became %+v, was %+v", now, was)
			}
			if now[0].Span == was.Span || !was.Span.Covers(now[0].Span) || now[0].Quote.Text != d.cursor() {
				t.Errorf("its edges are %v (%q), were %v", now[0].Span, now[0].Quote.Text, was.Span)
			}
			d.press("v tab w w o").shows("now reads", "opinion 1", "attributed 0")
			if got := w.kept(t); len(got) != 1 || got[0].ID != was.ID || got[0].Tag != model.Opinion || got[0].Span.Start <= now[0].Span.Start {
				t.Errorf("with another tag: %+v", got)
			}
			d.press("u u")
			if got := w.kept(t); len(got) != 1 || got[0].Span != was.Span || got[0].Tag != was.Tag {
				t.Errorf("undone: %+v, was %+v", got, was)
			}
		})
	}
}

// n in select mode makes another mark inside the one under the cursor.
func TestAnotherMarkInsideAMark(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.press("3 G a k v n w o")
	if got := w.kept(t); len(got) != 2 || got[0].ID == got[1].ID || !got[0].Span.Covers(got[1].Span) {
		t.Fatalf("the marks are %+v", got)
	}
	d.press("3 G").shows("a3 of 2 here").press("]").shows("o3 of 2 here")
	d.press("v enter").shows("the edges are where they were")
	// The edges of the larger mark are refused to the smaller one.
	d.press("3 G ] v $ enter").shows("already: a3")
	if got := w.kept(t); len(got) != 2 || got[0].Span == got[1].Span {
		t.Errorf("two marks of one analyst have the same edges: %+v", got)
	}
}

// However edges are moved, there are as many marks, with the same ids and
// speakers, and the screen shows what the store holds.
func TestEdgesAtRandom(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 90, 30)
	d.press("3 G A").write("the authority").press("ctrl+s A ctrl+s o -")
	keys := []string{"w", "b", ";", ",", "l", "h", "tab", "$", "0", "V", "j", "k", "2", "3"}
	rapid.Check(t, func(t *rapid.T) {
		was := map[model.MarkID]model.Mark{}
		for _, m := range w.kept(t) {
			was[m.ID] = m
		}
		d.press("esc 3 G")
		for range rapid.IntRange(0, 4).Draw(t, "mark") {
			d.press("]")
		}
		d.press("v")
		for range rapid.IntRange(0, 6).Draw(t, "keys") {
			d.press(rapid.SampledFrom(keys).Draw(t, "key"))
		}
		d.press("enter esc")
		now := w.kept(t)
		if len(now) != len(was) {
			t.Fatalf("%d marks, were %d", len(now), len(was))
		}
		for i, m := range now {
			before, ok := was[m.ID]
			if !ok || m.Details.Speaker != before.Details.Speaker || m.Tag != before.Tag {
				t.Fatalf("%+v was %+v", m, before)
			}
			if shown := d.app.reader.marks.all[i]; shown.ID != m.ID || shown.Span != m.Span {
				t.Fatalf("the screen has %v of %s, the store %v of %s", shown.Span, shown.ID, m.Span, m.ID)
			}
		}
	})
}
