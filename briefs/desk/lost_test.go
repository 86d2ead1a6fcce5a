package desk_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// A damagedOffice is a brief with two marks in a store of which some records were
// damaged, and which was repaired.
type damagedOffice struct {
	dir, file string
	id        model.BriefID
}

// damagedAt changes the byte before every place of some bytes in the store: of
// every record, also of older states, whose key or value begins with them.
func damagedAt(t *testing.T, of func(o *desk.Opened) string) (damagedOffice, *desk.Desk) {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	off := damagedOffice{dir: dir, file: filepath.Join(dir, "kestrel.md")}
	if err := os.WriteFile(off.file, []byte(briefText), 0o600); err != nil {
		t.Fatal(err)
	}
	d := off.sit()
	added, err := d.Add(ctx, off.file, nil, desk.AddOptions{})
	if err != nil {
		t.Fatal(err)
	}
	off.id = added.Brief.ID
	for _, u := range added.Units()[1:3] {
		if _, err := d.Tag(ctx, added.Opened, []desk.Tagging{{Span: u.Span, Tag: model.Opinion}}); err != nil {
			t.Fatal(err)
		}
	}
	path, sought := filepath.Join(dir, "obelus.db"), []byte(of(added.Opened))
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for at := 0; bytes.Contains(raw[at:], sought); at++ {
		at += bytes.Index(raw[at:], sought)
		raw[at+len(sought)] ^= 4
		found++
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil || found == 0 {
		t.Fatal(found, err)
	}
	d = off.sit()
	done, err := d.Repair(ctx)
	if err != nil || done.Marks != 2 || done.Briefs != 1 || len(done.Lost) == 0 {
		t.Fatalf("%+v %v", done, err)
	}
	return off, d
}

func (off damagedOffice) sit() *desk.Desk {
	return desk.New(desk.Config{Store: desk.Over(storage.New(filepath.Join(off.dir, "obelus.db"), storage.Options{})), Analyst: "ines"})
}

// onShelf holds that the shelf counts so many units as marked, and none of the
// marks as missing.
func (off damagedOffice) onShelf(t *testing.T, d *desk.Desk, marked int) {
	t.Helper()
	shelf, err := d.Shelf(context.Background(), "")
	if err != nil || len(shelf) != 1 {
		t.Fatal(shelf, err)
	}
	e := shelf[0]
	if units := e.Brief.Newest().Units; e.Orphans != 0 || e.Unread == 0 || e.Unread > units-marked || marked == 0 != (e.Coverage == 0) {
		t.Errorf("of %d units, %d of them marked, the shelf says %+v", units, marked, e)
	}
}

// whole holds that the store has the brief whole, without its file.
func (off damagedOffice) whole(t *testing.T, d *desk.Desk) {
	t.Helper()
	o, err := d.OpenID(context.Background(), off.id)
	if err != nil {
		t.Fatal(err)
	}
	if o.Doc.Text() != briefText || o.Brief.Title != "Grain and ports" || o.Revision.Words == 0 || o.Revision.Units != len(o.Units()) || o.Path() != off.file {
		t.Errorf("it has %+v, %+v", o.Brief, o.Revision)
	}
	if marks, err := d.Marks(context.Background(), o); err != nil || len(marks.Here) != 2 {
		t.Errorf("it has the marks %+v (%v)", marks, err)
	}
	if problems, err := d.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	if changes, err := listed(d.Log(context.Background(), desk.LogQuery{})); err != nil || len(replay(changes)) != 2 {
		t.Errorf("the journal gives %v (%v)", changes, err)
	}
}

// A text that was lost with a damaged store is there again when its file is
// opened, read or added, and when something in it is marked.
func TestLostTextComesAgain(t *testing.T) {
	ctx := context.Background()
	for name, again := range map[string]func(d *desk.Desk, path string) error{
		"opened": func(d *desk.Desk, path string) error {
			o, err := d.Open(ctx, path, nil)
			if err == nil {
				_, err = d.Keep(ctx, o)
			}
			return err
		},
		"added": func(d *desk.Desk, path string) error {
			_, err := d.Add(ctx, path, nil, desk.AddOptions{})
			return err
		},
		"marked": func(d *desk.Desk, path string) error {
			o, err := d.Open(ctx, path, nil)
			if err == nil {
				_, err = d.Tag(ctx, o, []desk.Tagging{{Span: o.Units()[0].Span, Tag: model.Nonclaim}})
			}
			if err == nil {
				_, err = d.Undo(ctx, desk.Scope{})
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			off, d := damagedAt(t, func(o *desk.Opened) string { return string(o.Revision.Hash) + "\x00\x00\x00\x00\x00" })
			if _, err := d.OpenID(ctx, off.id); err == nil || !strings.Contains(err.Error(), "was lost with a damaged store: obelus add "+off.file) {
				t.Fatalf("the text is not lost: %v", err)
			}
			found := 0
			for v, err := range d.Claims(ctx, desk.ClaimsQuery{}) {
				if err != nil || v.Quote.Text == "" || v.Label == "" {
					t.Errorf("without the text a mark is %+v (%v)", v, err)
				}
				found++
			}
			if found != 2 {
				t.Errorf("without the text %d of 2 marks are found", found)
			}
			off.onShelf(t, d, 0)
			if err := again(d, off.file); err != nil {
				t.Fatal(err)
			}
			off.onShelf(t, d, 2)
			off.whole(t, off.sit())
		})
	}
}

// A brief whose record was lost has its title, its words and its path again when
// its file is opened.
func TestLostBriefIsRecalled(t *testing.T) {
	ctx := context.Background()
	off, d := damagedAt(t, func(o *desk.Opened) string { return o.Path() })
	o, err := d.OpenID(ctx, off.id)
	if err != nil || o.Path() != "" || o.Brief.Title != "Grain and ports" {
		t.Fatalf("%+v %v", o, err)
	}
	if o, err = d.Open(ctx, off.file, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Keep(ctx, o); err != nil {
		t.Fatal(err)
	}
	off.whole(t, off.sit())
}
