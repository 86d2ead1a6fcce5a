package model

import "testing"

func TestMergeDetails(t *testing.T) {
	base := Details{Speaker: "analysts", Status: Open, References: []Reference{{Title: "Log"}}, Note: "old"}
	tests := map[string]struct {
		mine, theirs func(*Details)
		want         func(*Details)
		field        string
	}{
		"neither":     {func(*Details) {}, func(*Details) {}, func(*Details) {}, ""},
		"each a part": {func(d *Details) { d.Note = "new" }, func(d *Details) { d.Speaker = "Ilichov" }, func(d *Details) { d.Note, d.Speaker = "new", "Ilichov" }, ""},
		"the same":    {func(d *Details) { d.Status = Checked }, func(d *Details) { d.Status = Checked }, func(d *Details) { d.Status = Checked }, ""},
		"both a note": {func(d *Details) { d.Note = "mine" }, func(d *Details) { d.Note = "theirs" }, func(d *Details) { d.Note = "mine" }, "note"},
		"references": {func(d *Details) { d.References = nil }, func(d *Details) { d.References = append(d.References, Reference{Title: "Book"}) },
			func(d *Details) { d.References = nil }, "reference"},
		"theirs only": {func(*Details) {}, func(d *Details) { d.References = nil }, func(d *Details) { d.References = nil }, ""},
	}
	for name, tt := range tests {
		mine, theirs, want := base.Clone(), base.Clone(), base.Clone()
		tt.mine(&mine)
		tt.theirs(&theirs)
		tt.want(&want)
		got, field := mine.Merge(base, theirs)
		if !got.Equal(want) || field != tt.field {
			t.Errorf("%s: %+v, %q\nwant %+v, %q", name, got, field, want, tt.field)
		}
	}
}

func TestDescribe(t *testing.T) {
	b := Brief{ID: "aa", Title: "Old", Outlet: "Desk"}
	after := b.Clone()
	p := b.Particulars()
	p.Outlet = "Wire"
	after.Describe(p)
	if after.Titled || after.Outlet != "Wire" {
		t.Errorf("described: %+v", after)
	}
	p.Title = "New"
	after.Describe(p)
	if !after.Titled || after.Particulars() != p {
		t.Errorf("retitled: %+v", after)
	}
	if !(BriefChange{&b, &after}).DescribesOnly() || (BriefChange{&b, &b}).DescribesOnly() || (BriefChange{nil, &b}).DescribesOnly() {
		t.Error("which changes only describe")
	}
	off := after.Clone()
	off.Removed = true
	if (BriefChange{&b, &off}).DescribesOnly() {
		t.Error("taking off the shelf is said to describe only")
	}
	theirs := b.Particulars()
	theirs.Outlet = "Post"
	if _, field := p.Merge(b.Particulars(), theirs); field != "outlet" {
		t.Errorf("both changed the outlet: %q", field)
	}
}
