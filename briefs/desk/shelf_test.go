package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/briefs/samples"
	"obelus/model"
	"obelus/storage/storagetest"
)

func TestShelf(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	grain := o.keep(d, o.file("grain.md", briefText))
	o.keep(d, o.file("rain.md", "# Rain\n\nIt rained.\n"))
	o.tag(d, grain, model.Attributed, pledged)
	for range 2 { // counted, then remembered
		entries, err := d.Shelf(ctx, "")
		if err != nil || len(entries) != 2 {
			t.Fatal(entries, err)
		}
		o.want("the last opened first", entries[0].Brief.Title, "Rain")
		e := entries[1]
		if e.Tags[model.Attributed] != 1 || e.Unread != 3 || e.Coverage != 0.25 || e.Orphans != 0 {
			t.Errorf("entry %+v", e)
		}
	}
	o.tag(d, grain, model.Opinion, hopeful)
	for words, want := range map[string]string{"ports wheat": "Grain and ports", "RAIN.MD": "Grain and ports Rain", "rained": "", "hopeful": "Grain and ports"} {
		entries, err := d.Shelf(ctx, words)
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, e := range entries {
			titles = append([]string{e.Brief.Title}, titles...)
		}
		if words == "RAIN.MD" { // "grain.md" holds it too
			o.want(words, strings.Join(titles, " "), want)
			continue
		}
		o.want(words, strings.Join(titles, " "), want)
	}
	if entries, err := d.Shelf(ctx, ""); err != nil || entries[1].Unread != 2 {
		t.Errorf("after a change: %+v %v", entries, err)
	}
	o.file("grain.md", briefText+"\nNews.\n")
	o.keep(d, o.dir+"/grain.md")
	if entries, err := d.Shelf(ctx, "grain and"); err != nil || entries[0].Orphans != 0 || entries[0].Unread != 3 {
		t.Errorf("after a new text: %+v %v", entries, err)
	}
	o.file("grain.md", "# Grain and ports\n\nNews of the day, and nothing else.\n")
	o.keep(d, o.dir+"/grain.md")
	if entries, err := d.Shelf(ctx, "grain and"); err != nil || entries[0].Orphans != 2 || entries[0].Unread != 1 {
		t.Errorf("after another text: %+v %v", entries, err)
	}
}

func TestSamples(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	entries, err := d.Shelf(ctx, "")
	if err != nil || len(entries) != len(samples.All()) || !entries[0].Sample {
		t.Fatal(entries, err)
	}
	first := samples.All()[0]
	b := o.keep(d, first.Path)
	if b.Stored {
		t.Error("a sample was stored before its first mark")
	}
	o.want("by its id", string(o.open(d, string(entries[0].Brief.ID)).Brief.ID), string(b.Brief.ID))
	before, err := d.Marks(ctx, b)
	if err != nil || len(before.Here) != len(first.Marks) || len(first.Marks) == 0 {
		t.Fatalf("%d marks come with the sample, %v", len(before.Here), err)
	}
	unit := b.Units()[2].Span
	for _, u := range b.Units() {
		if u.Countable() {
			unit = u.Span
		}
	}
	o.must(d.Tag(ctx, b, []desk.Tagging{{Span: unit, Tag: model.Opinion}}))
	after, err := d.Marks(ctx, b)
	if err != nil || len(after.Here) != len(before.Here)+1 {
		t.Fatalf("%d marks after the first, %v", len(after.Here), err)
	}
	if entries, err := d.Shelf(ctx, ""); err != nil || len(entries) != 1 || entries[0].Sample {
		t.Errorf("the shelf after a sample's first mark: %+v %v", entries, err)
	}
	o.must(d.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	again, err := d.Marks(ctx, b)
	if err != nil || len(again.Here) != len(before.Here) {
		t.Errorf("undone: %d marks, %v", len(again.Here), err)
	}
	note := before.Here[0]
	name := note.Tag.Words() + `: "` // what messages and log call it
	out := o.must(d.Tag(ctx, o.open(d, first.Path), []desk.Tagging{{Span: note.Span, Tag: model.Opinion}}))
	o.wantPrefix("retagged", desk.Describe(out.Change), `analyst opinion: "`+words(note, 12))
	out = o.must(d.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	o.wantPrefix("undone", out.Message, `undone: analyst opinion: "`+words(note, 12))
	o.wantPrefix("undone in the log", desk.Describe(out.Change), `undo: removed analyst opinion: "`+words(note, 12))
	out = o.must(d.Untag(ctx, note.ID)) // one that it comes with, while nothing is stored
	o.wantPrefix("removed", out.Message, "removed "+name+words(note, 12))
	last, err := d.Marks(ctx, b)
	if err != nil || len(last.Here) != len(before.Here)-1 {
		t.Errorf("%d marks after removing one that came with it, %v", len(last.Here), err)
	}
}

// words is the beginning of a mark's words.
func words(m desk.MarkView, n int) string { return m.Quote.Text[:n] }

func TestFolder(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	o.file("week/a.md", briefText)
	o.file("week/deep/b.TXT", "Headline of the day\n\nIt rained.\n")
	o.file("week/c.txt", "\x89PNG\r\n")
	o.file("week/.git/d.md", "hidden")
	o.file("week/e.pdf", "%PDF-1.7")
	o.file("none/readme.rst", "no brief")
	b := o.keep(d, o.dir+"/week/a.md")
	o.tag(d, b, model.Opinion, hopeful)
	entries, skipped, err := d.Folder(ctx, o.dir+"/week")
	if err != nil || len(entries) != 2 || len(skipped) != 1 {
		t.Fatalf("%+v %+v %v", entries, skipped, err)
	}
	if entries[0].Tags[model.Opinion] != 1 || entries[1].Brief.Newest().Words == 0 {
		t.Errorf("entries %+v", entries)
	}
	if _, _, err := d.Folder(ctx, o.dir+"/none"); err == nil || !strings.Contains(err.Error(), "no briefs") {
		t.Errorf("a folder without briefs: %v", err)
	}
}

func TestClaims(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	ines := o.desk("ines", "1")
	grain := o.keep(ines, o.file("grain.md", briefText))
	rain := o.keep(ines, o.file("rain.md", "# Rain\n\nIt rained, the ministry said.\n"))
	o.tag(ines, rain, model.Attributed, "It rained, the ministry said.")
	o.tag(ines, grain, model.Opinion, hopeful)
	o.tag(ines, grain, model.Nonclaim, "Grain and ports")
	o.tag(o.desk("ora", "1"), grain, model.Attributed, said)
	o.must(ines.Tag(ctx, grain, []desk.Tagging{{Span: o.span(grain, pledged), Tag: model.Attributed, Details: &model.Details{Speaker: "Jan Ilichov", Status: model.Disputed}}}))
	cases := []struct {
		q    desk.ClaimsQuery
		want string
	}{
		{desk.ClaimsQuery{}, "a2 o3 a4 a2"},
		{desk.ClaimsQuery{Tag: model.Nonclaim}, "n1"},
		{desk.ClaimsQuery{Tag: model.Attributed, Analyst: "ines"}, "a4 a2"},
		{desk.ClaimsQuery{Speaker: "ilichov"}, "a4"},
		{desk.ClaimsQuery{Text: "MINISTRY said"}, "a2 a2"},
		{desk.ClaimsQuery{Status: model.Disputed}, "a4"},
		{desk.ClaimsQuery{State: model.Orphaned}, ""},
		{desk.ClaimsQuery{Briefs: []*desk.Opened{rain}}, "a2"},
	}
	for i, c := range cases {
		var labels []string
		for v, err := range ines.Claims(ctx, c.q) {
			if err != nil {
				t.Fatal(err)
			}
			labels = append(labels, string(v.Label))
		}
		o.want(fmt.Sprint("query ", i), strings.Join(labels, " "), c.want)
	}
	changes, err := listed(ines.Log(ctx, desk.LogQuery{Brief: grain.Brief.ID, Limit: 2}))
	if err != nil || len(changes) != 2 || changes[0].Seq != 7 {
		t.Errorf("log: %+v %v", changes, err)
	}
	only, err := listed(ines.Log(ctx, desk.LogQuery{Mark: changes[0].Marks[0].After.ID}))
	if err != nil || len(only) != 1 {
		t.Errorf("log of a mark: %+v %v", only, err)
	}
}

func TestPurge(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	o.tag(d, b, model.Opinion, hopeful)
	if _, err := d.Purge(ctx, b.Brief.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(ctx, desk.Scope{}); err == nil {
		t.Error("a purge was undone")
	}
	fresh := o.open(d, o.dir+"/grain.md")
	o.want("marks", o.marks(d, fresh), "")
	o.tag(d, b, model.Unsourced, pledged) // a window that still shows it stores it again
	o.want("marks", o.marks(d, fresh), "ines u4 A")
	if _, err := d.Purge(ctx, "nosuchbrief"); err == nil {
		t.Error("a brief that is not there was purged")
	}
}

func TestPlaceAndExport(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	p := model.Place{Revision: b.Revision.Hash, Cursor: o.span(b, hopeful)}
	if err := d.SetPlace(ctx, b.Brief.ID, p); err != nil {
		t.Fatal(err)
	}
	if got, ok, err := d.Place(ctx, b.Brief.ID); !got.Equal(p) || !ok || err != nil {
		t.Errorf("place %v %v %v", got, ok, err)
	}
	if _, ok, err := d.Place(ctx, "none"); ok || err != nil {
		t.Errorf("place of no brief: %v %v", ok, err)
	}
	o.tag(d, b, model.Opinion, hopeful)
	var one, two bytes.Buffer
	if err := d.Export(ctx, &one, b); err != nil {
		t.Fatal(err)
	}
	if err := d.Export(ctx, &two, b); err != nil || one.String() != two.String() || !strings.Contains(one.String(), "[^o3]") {
		t.Errorf("export: %v\n%s", err, one.String())
	}
}

// A meddler is a store on which somebody else does something before a write.
type meddler struct {
	desk.Store
	meddle func()
}

func (m *meddler) Write(ctx context.Context, do func(desk.WriteTx) error) error {
	if meddle := m.meddle; meddle != nil {
		m.meddle = nil
		meddle()
	}
	return m.Store.Write(ctx, do)
}

// A brief that is purged while the shelf counts it leaves no trace.
func TestShelfBesideAPurge(t *testing.T) {
	ctx := context.Background()
	store := &meddler{Store: desk.Over(storagetest.NewMemory())}
	d := desk.New(desk.Config{Store: store, Analyst: "ines"})
	added, err := d.Add(ctx, newOffice(t).file("grain.md", briefText), nil, desk.AddOptions{})
	if err != nil {
		t.Fatal(err)
	}
	id, purged := added.Brief.ID, false
	store.meddle = func() {
		purged = true
		if err := store.Store.Write(ctx, func(tx desk.WriteTx) error { return tx.Purge(id) }); err != nil {
			t.Error(err)
		}
	}
	if entries, err := d.Shelf(ctx, ""); err != nil || len(entries) != 1 || !purged {
		t.Fatal(entries, err, purged)
	}
	err = store.Read(ctx, func(tx desk.ReadTx) error {
		if c, ok, err := tx.Counts(id); ok || err != nil {
			t.Errorf("of the purged brief is left %+v (%v)", c, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
