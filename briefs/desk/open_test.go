package desk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

func TestPathsAndTexts(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	path := o.file("grain.md", briefText)
	before, err := o.store.Stamp()
	if err != nil {
		t.Fatal(err)
	}
	first := o.open(d, path)
	if after, err := o.store.Stamp(); err != nil || after != before {
		t.Errorf("opening wrote (%v)", err)
	}
	if first.Stored || !strings.HasPrefix(string(model.HashOf(briefText)), string(first.Brief.ID)) {
		t.Errorf("a new brief is %+v", first.Brief)
	}
	first = o.keep(d, path)
	o.tag(d, first, model.Attributed, said)
	o.tag(d, first, model.Opinion, hopeful)

	copied := o.keep(d, o.file("copies/same.txt.md", briefText))
	o.want("the same text anywhere", string(copied.Brief.ID), string(first.Brief.ID))
	o.want("paths", strings.Join(copied.Brief.Paths, " "), copied.Brief.Paths[0]+" "+path)

	o.file("grain.md", strings.Replace(briefText, "May", "June", 1))
	second := o.open(d, path)
	o.want("a new text at a known path", string(second.Brief.ID), string(first.Brief.ID))
	o.want("notice", second.Notice, "new text since 20 Sep 2025")
	o.want("unstored", o.marks(d, second), "ines a2 The changed, ines o3 That placed")
	second = o.keep(d, path)
	o.tag(d, second, model.Unsourced, pledged)
	o.want("new marks and old", o.marks(d, second), "ines a2 The changed, ines o3 That placed, ines u4 A")

	o.file("grain.md", briefText)
	third := o.keep(d, path)
	if len(third.Brief.Revisions) != 3 {
		t.Errorf("going back made %d arrivals, want 3", len(third.Brief.Revisions))
	}
	o.want("back on the old text", o.marks(d, third), "ines a2 The, ines o3 That, ines u4 A placed")

	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	gone := o.open(d, path)
	o.want("a path that is gone", string(gone.Brief.ID), string(first.Brief.ID))
	if !strings.Contains(gone.Notice, "is gone") || gone.Doc.Text() != briefText {
		t.Errorf("notice %q", gone.Notice)
	}
	old, err := d.OpenRevision(ctx, first.Brief.ID, "2")
	if err != nil || !strings.Contains(old.Doc.Text(), "June") {
		t.Errorf("revision 2: %v", err)
	}
}

func TestReferences(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	grain := o.keep(d, o.file("a.md", briefText))
	o.keep(d, o.file("b.md", "# Grain again\n\nIt rained.\n"))
	id := string(grain.Brief.ID)
	for _, ref := range []string{id, id[:5], "and ports", "GRAIN AND"} {
		o.want(ref, string(o.open(d, ref).Brief.ID), id)
	}
	cases := map[string]int{"grain": 2, "no such thing": 0, "": 0}
	for ref, matches := range cases {
		var e *desk.AmbiguousError
		_, err := d.Open(context.Background(), ref, nil)
		if !errors.As(err, &e) || e.Matches != matches || ref != "" && len(e.Candidates) != 2 || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", ref, err)
		}
		if matches == 0 && !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%q is not fs.ErrNotExist", ref)
		}
	}
	mark := o.tag(d, grain, model.Opinion, hopeful).Change.Marks[0].After
	for _, ref := range []string{string(mark.ID), string(mark.ID[:20]), grain.Brief.Path() + "#o3", "ports#O3"} {
		_, v, err := d.ResolveMark(context.Background(), ref)
		if err != nil || v.ID != mark.ID || v.Label != "o3" {
			t.Errorf("%s: %v %v", ref, v.Label, err)
		}
	}
	for _, ref := range []string{"ports#a9", "ffff", ""} {
		var e *desk.AmbiguousError
		if _, _, err := d.ResolveMark(context.Background(), ref); !errors.As(err, &e) || e.Kind != "mark" {
			t.Errorf("%q: %v", ref, err)
		}
	}
}

func TestBadInput(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	png := o.file("picture.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	big := o.file("big.md", "")
	if err := os.Truncate(big, 65<<20); err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{
		png:                               "not a text",
		o.file("prog", "\x7fELF\x02\x01"): "not a text",
		o.file("page.html", "<p>Hello"):   "HTML",
		o.file("page", "<!DOCTYPE html>"): "HTML",
		o.dir:                             "is a folder",
		big:                               "larger than 64 MB",
		filepath.Join(o.dir, "none.md"):   "no such file",
		"https://example.org/a":           "not fetched",
		"sample:none":                     "sample",
	}
	for ref, want := range cases {
		_, err := d.Open(context.Background(), ref, nil)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", ref, err, want)
		}
	}
}

func TestOddTextsAreBriefs(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	cases := []struct{ name, content, visible, notice string }{
		{"empty.md", "", "", ""},
		{"nul.md", "One\x00two.\n", "One\u2400two.", ""},
		{"escape.md", "A \x1b[31mred\x1b[0m word.\n", "A \u241b[31mred\u241b[0m word.", ""},
		{"crlf.md", "One\r\n\r\nTwo\rThree\n", "One\n\nTwo Three", ""},
		{"bom.md", "\xef\xbb\xbf# Title\n", "Title", ""},
		{"utf16.txt", "\xff\xfeH\x00i\x00.\x00", "Hi.", ""},
		{"latin1.md", "Caf\xe9 closed.\n", "Caf\uFFFD closed.", "1 byte is not UTF-8"},
		{"riff.txt", "RIFFs and chords, a review.\n", "RIFFs and chords, a review.", ""},
	}
	for _, c := range cases {
		b := o.open(d, o.file(c.name, c.content))
		o.want(c.name, b.Doc.Visible(), c.visible)
		if !strings.Contains(b.Notice, c.notice) || c.notice == "" && b.Notice != "" {
			t.Errorf("%s: notice %q", c.name, b.Notice)
		}
		kept := o.keep(d, filepath.Join(o.dir, c.name))
		if again := o.open(d, string(kept.Brief.ID)); again.Doc.Text() != b.Doc.Text() {
			t.Errorf("%s: the stored text is another", c.name)
		}
	}
}

func TestStandardInputAndFormats(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	read := func(content string, f model.Format) *desk.Opened {
		b, err := d.OpenAs(context.Background(), "-", strings.NewReader(content), f)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	plain, marked := "5 * 3 * 2 = 30, they said.\n", "# Head\n\nSee [this](http://example.org).\n"
	o.want("plain", string(read(plain, desk.Auto).Revision.Format), "text")
	o.want("markdown", string(read(marked, desk.Auto).Revision.Format), "markdown")
	o.want("forced", string(read(marked, model.FormatText).Revision.Format), "text")
	if b := read(plain, desk.Auto); b.Brief.Path() != "" || b.Stored {
		t.Errorf("stdin has the path %q", b.Brief.Path())
	}
}

func TestAddOptions(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	path := o.file("grain.md", briefText)
	one, err := d.Add(ctx, path, nil, desk.AddOptions{Title: "Given"})
	if err != nil || one.Brief.Title != "Given" || !one.NewBrief {
		t.Fatalf("%+v %v", one.Outcome, err)
	}
	same, err := d.Add(ctx, path, nil, desk.AddOptions{})
	if err != nil || same.Change.Seq != 0 || same.Brief.Title != "Given" {
		t.Errorf("again: %+v %v", same.Outcome, err)
	}
	o.file("grain.md", briefText+"\nMore.\n")
	next, err := d.Add(ctx, path, nil, desk.AddOptions{})
	if err != nil || !next.NewRevision || next.Brief.ID != one.Brief.ID || next.Brief.Title != "Given" {
		t.Errorf("new text: %+v %v", next.Outcome, err)
	}
	o.file("grain.md", briefText+"\nOther.\n")
	other, err := d.Add(ctx, path, nil, desk.AddOptions{New: true})
	if err != nil || !other.NewBrief || other.Brief.ID == one.Brief.ID {
		t.Errorf("--new: %+v %v", other.Outcome, err)
	}
	o.want("the path leads to the newer brief", string(o.open(d, path).Brief.ID), string(other.Brief.ID))
}

var errHeld = errors.New("another obelus is writing obelus.db; try again")

// A heldStore cannot be read or written while it is held.
type heldStore struct {
	desk.Store
	held bool
}

func (h *heldStore) Read(ctx context.Context, do func(desk.ReadTx) error) error {
	if h.held {
		return errHeld
	}
	return h.Store.Read(ctx, do)
}

func (h *heldStore) Write(ctx context.Context, do func(desk.WriteTx) error) error {
	if h.held {
		return errHeld
	}
	return h.Store.Write(ctx, do)
}

func TestReadingWithoutTheStore(t *testing.T) {
	o := newOffice(t)
	held := &heldStore{Store: o.store}
	o.store = held
	d := o.desk("ines", "1")
	path := o.file("grain.md", briefText)
	first := o.keep(d, path)
	o.file("grain.md", briefText+"\nMore.\n")

	held.held = true
	b := o.open(d, path)
	o.want("notice", b.Notice, errHeld.Error())
	if b.Doc.Text() != briefText+"\nMore.\n" || b.Stored {
		t.Error("the file was not read")
	}
	tagging := []desk.Tagging{{Span: o.span(b, hopeful), Tag: model.Opinion}}
	if _, err := d.Tag(context.Background(), b, tagging); !errors.Is(err, errHeld) {
		t.Errorf("a mark that cannot be kept: %v", err)
	}
	if _, err := d.Open(context.Background(), "grain and", nil); !errors.Is(err, errHeld) {
		t.Errorf("a title: %v", err)
	}
	held.held = false
	out := o.must(d.Tag(context.Background(), b, tagging))
	o.want("it is the brief that was read from there", string(out.Change.Brief), string(first.Brief.ID))
	o.want("marks", o.marks(d, o.open(d, path)), "ines o3 That")
}
